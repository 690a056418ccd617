import type { Passkeys } from '../../ceremonies/passkeys.ts';
import { PasskeyError } from '../../errors.ts';
import { ownClient } from '../shared/own-client.ts';
import type { SigninSettings } from './settings.ts';

/** Nothing while there is no issuer. Functions are read at each call, so that the page may set them later. */
export function signinClient(settings: SigninSettings): Passkeys | undefined {
  const { issuer, poolId, workspaceId, tenantId, mode, upgrade, reauthenticate } = settings;
  return ownClient({
    ...{ issuer, poolId, workspaceId, tenantId, mode, upgrade, reauthenticate },
    accessToken: () => given(settings, 'accessToken')(),
    onTokens: (tokens) => given(settings, 'onTokens')(tokens),
  });
}

function given<Name extends 'accessToken' | 'onTokens'>(
  settings: SigninSettings,
  name: Name,
): NonNullable<SigninSettings[Name]> {
  const value = settings[name];
  if (value) return value;
  throw new PasskeyError('configuration', `Give the element a function \`${name}\`.`);
}

import type { Passkeys } from '../../ceremonies/passkeys.ts';
import { PasskeyError } from '../../errors.ts';
import { ownClient } from '../shared/own-client.ts';
import type { SigninSettings } from './settings.ts';

/** Nothing while there is no issuer. Functions are read at each call, so that the page may set them later. */
export function signinClient(settings: SigninSettings): Passkeys | undefined {
  const { issuer, poolId, workspaceId, tenantId, mode, reauthenticate } = settings;
  let isSignedIn = false;
  return ownClient({
    ...{ issuer, poolId, workspaceId, tenantId, mode, reauthenticate },
    // Before that a token would be somebody's of earlier, and asking for it a request more.
    accessToken: () => {
      if (isSignedIn) return given(settings, 'accessToken')();
      throw new PasskeyError('unauthorized', 'Nobody has signed in with this element yet.');
    },
    onTokens: async (tokens) => {
      await given(settings, 'onTokens')(tokens);
      isSignedIn = true;
    },
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

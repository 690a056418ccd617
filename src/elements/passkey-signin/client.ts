import { createSignInClient } from '../../client/create-passkeys.ts';
import type { TokenReply } from '../../api/contract.ts';
import type { Passkeys, ReauthenticationRequest } from '../../client/types.ts';
import { PasskeyError, type PasskeyErrorCode } from '../../errors.ts';
import { createOwnClient } from '../shared/client.ts';
import type { SigninSettings } from './properties.ts';

/** Nothing while there is no issuer. Functions are read at each call, so that the page may set them later. */
export function signinClient(settings: SigninSettings): Passkeys | undefined {
  const { issuer, poolId, workspaceId, tenantId, mode, upgrade, transaction } = settings;
  const accessToken = () => given(settings, 'accessToken')();
  const config = {
    issuer,
    poolId,
    workspaceId,
    tenantId,
    mode,
    upgrade,
    transaction,
    accessToken,
    onTokens: (tokens: TokenReply) => given(settings, 'onTokens')(tokens),
    reauthenticate: (request: ReauthenticationRequest) =>
      given(settings, 'reauthenticate', 'reauthentication_required')(request),
  };
  return createOwnClient(config, createSignInClient, () => settings.accessToken ?? accessToken);
}

function given<Name extends 'accessToken' | 'onTokens' | 'reauthenticate'>(
  settings: SigninSettings,
  name: Name,
  code: PasskeyErrorCode = 'configuration',
): NonNullable<SigninSettings[Name]> {
  const value = settings[name];
  if (value) return value;
  throw new PasskeyError(code, `Give the element a function \`${name}\`.`);
}

import { createSignInClient } from '../../client/create-passkeys.ts';
import type { TokenReply } from '../../api/contract.ts';
import type { Passkeys, ReauthenticationRequest } from '../../client/types.ts';
import { PasskeyError, type PasskeyErrorCode } from '../../errors.ts';
import { createOwnClient } from '../shared/client.ts';
import type { SigninSettings } from './properties.ts';

/** Properties that recreate the client when they change. */
export const clientSettings = [
  'client',
  'issuer',
  'poolId',
  'workspaceId',
  'tenantId',
  'mode',
  'upgrade',
  'transaction',
] as const;

/** @returns `undefined` without an issuer. The page's functions are read at each call, so it may set them later. */
export function createSigninClient(settings: SigninSettings): Passkeys | undefined {
  const { issuer, poolId, workspaceId, tenantId, mode, upgrade, transaction } = settings;
  const accessToken = () => requireFunction(settings, 'accessToken')();
  const config = {
    issuer,
    poolId,
    workspaceId,
    tenantId,
    mode,
    upgrade,
    transaction,
    accessToken,
    onTokens: (tokens: TokenReply) => requireFunction(settings, 'onTokens')(tokens),
    reauthenticate: (request: ReauthenticationRequest) =>
      requireFunction(settings, 'reauthenticate', 'reauthentication_required')(request),
  };
  return createOwnClient(config, createSignInClient, () => settings.accessToken ?? accessToken);
}

function requireFunction<Name extends 'accessToken' | 'onTokens' | 'reauthenticate'>(
  settings: SigninSettings,
  name: Name,
  code: PasskeyErrorCode = 'configuration',
): NonNullable<SigninSettings[Name]> {
  const value = settings[name];
  if (value) return value;
  throw new PasskeyError(code, `Give the element a function \`${name}\`.`);
}

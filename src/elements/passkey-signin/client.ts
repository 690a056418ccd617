import type { Passkeys } from '../../client/types.ts';
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
  return createOwnClient({
    issuer,
    poolId,
    workspaceId,
    tenantId,
    mode,
    upgrade,
    transaction,
    accessToken: () => requireFunction(settings, 'accessToken')(),
    onTokens: (tokens) => requireFunction(settings, 'onTokens')(tokens),
    reauthenticate: (request) =>
      requireFunction(settings, 'reauthenticate', 'reauthentication_required')(request),
  });
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

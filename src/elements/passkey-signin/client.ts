import { createSignInClient } from '../../client/create-passkeys.ts';
import { hostedPageConfig, type HostedPageOptions } from '../../client/hosted-page.ts';
import type { TokenReply } from '../../api/contract.ts';
import type { Passkeys, ReauthenticationRequest } from '../../client/types.ts';
import { PasskeyError, type PasskeyErrorCode } from '../../errors.ts';
import { createOwnClient, type ClientSettings } from '../shared/client.ts';
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
  'identifier',
  'userId',
] as const;

/**
 * The client of an element without a `client` of its own. Functions such as `onTokens` are read from the element at each
 * call, so a page may set them after the element. On a hosted page of Connect, settings without an attribute come from
 * the URL.
 *
 * @returns `undefined` where there is no issuer and the page is not a hosted one
 */
export function createSigninClient(settings: SigninSettings): Passkeys | undefined {
  const { mode, upgrade } = settings;
  const accessToken = () => requireFunction(settings, 'accessToken')();
  const config = {
    ...describeWorkspace(settings),
    mode,
    upgrade,
    hosted: describePerson(settings),
    accessToken,
    onTokens: (tokens: TokenReply) => requireFunction(settings, 'onTokens')(tokens),
    reauthenticate: (request: ReauthenticationRequest) =>
      requireFunction(settings, 'reauthenticate', 'reauthentication_required')(request),
  };
  return createOwnClient(config, createSignInClient, () => settings.accessToken ?? accessToken);
}

/** By the attributes, else by the URL of a hosted page. */
function describeWorkspace(settings: SigninSettings): ClientSettings {
  const { issuer, poolId, workspaceId, tenantId, transaction } = settings;
  const given = { issuer, poolId, workspaceId, tenantId, transaction };
  return issuer == null && poolId == null ? (hostedPageConfig(location) ?? given) : given;
}

/** The values of a hosted page's template. Its own form is used where the element stands in one. */
function describePerson(settings: SigninSettings): HostedPageOptions {
  const { identifier, userId } = settings;
  return {
    ...(identifier != null && { identifier }),
    ...(userId != null && { userId }),
    form: () => settings.closest('form'),
  };
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

import { createPasskeys } from '../../ceremonies/client.ts';
import type { AccessToken, Mode, Passkeys, PasskeysConfig } from '../../ceremonies/passkeys.ts';

/** What an element without a `client` of the page makes its own from; what is undefined is not said. */
export interface ClientSettings {
  readonly issuer: string | undefined;
  readonly poolId: string | undefined;
  readonly workspaceId: string | undefined;
  readonly tenantId: string | undefined;
  readonly mode: 'auto' | Mode;
  readonly accessToken: AccessToken;
  readonly upgrade?: boolean;
  readonly onTokens?: PasskeysConfig['onTokens'] | undefined;
  readonly reauthenticate?: PasskeysConfig['reauthenticate'] | undefined;
}

/**
 * Nothing while there is no issuer.
 *
 * @throws PasskeyError `configuration`
 */
export function ownClient(settings: ClientSettings): Passkeys | undefined {
  const { issuer, mode, accessToken, upgrade, poolId, workspaceId, tenantId, onTokens, reauthenticate } =
    settings;
  if (issuer === undefined) return undefined;
  return createPasskeys({
    issuer,
    mode,
    accessToken,
    upgrade: upgrade ?? false,
    ...(poolId !== undefined && { poolId }),
    ...(workspaceId !== undefined && { workspaceId }),
    ...(tenantId !== undefined && { tenantId }),
    ...(onTokens && { onTokens }),
    ...(reauthenticate && { reauthenticate }),
  });
}

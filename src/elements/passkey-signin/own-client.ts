import { createPasskeys } from '../../ceremonies/client.ts';
import type { AccessToken, Mode, Passkeys, PasskeysConfig } from '../../ceremonies/passkeys.ts';
import { PasskeyError } from '../../errors.ts';

/** What an element without a `client` of the page makes its own from. */
export interface ClientSettings {
  readonly issuer: string | undefined;
  readonly poolId: string | undefined;
  readonly workspaceId: string | undefined;
  readonly tenantId: string | undefined;
  readonly mode: 'auto' | Mode;
  readonly accessToken: AccessToken | undefined;
  readonly reauthenticate: PasskeysConfig['reauthenticate'] | undefined;
}

/** Nothing while there is no issuer. Functions are read at each call, so that the page may set them later. */
export function ownClient(settings: ClientSettings): Passkeys | undefined {
  const { issuer, poolId, workspaceId, tenantId, mode } = settings;
  if (issuer === undefined) return undefined;
  return createPasskeys({
    issuer,
    mode,
    ...(poolId !== undefined && { poolId }),
    ...(workspaceId !== undefined && { workspaceId }),
    ...(tenantId !== undefined && { tenantId }),
    accessToken: () => askForToken(settings.accessToken),
    ...(settings.reauthenticate && { reauthenticate: settings.reauthenticate }),
  });
}

function askForToken(accessToken: AccessToken | undefined): string | Promise<string> {
  if (accessToken) return accessToken();
  throw new PasskeyError('configuration', 'Give the element an `accessToken` function.');
}

import { browserClock } from '../../async/clock.ts';
import { createContext, type ClientContext } from '../../client/context.ts';
import type { AccessToken, Passkeys, PasskeysConfig } from '../../client/types.ts';

/** Options for the client of an element without a `client` of the page. A removed attribute is `null`. */
export type ClientSettings = {
  readonly [Name in keyof PasskeysConfig]?: PasskeysConfig[Name] | null | undefined;
};

/**
 * `undefined` while there is no issuer.
 *
 * @param accessToken the element's present token function
 * @throws PasskeyError `configuration`
 */
export function createOwnClient(
  { issuer, ...settings }: ClientSettings,
  createClient: (context: ClientContext) => Passkeys,
  accessToken?: () => AccessToken | undefined,
): Passkeys | undefined {
  if (issuer == null) return undefined;
  const given = Object.entries(settings).filter(([, value]) => value != null);
  const config = { issuer, ...(Object.fromEntries(given) as Omit<PasskeysConfig, 'issuer'>) };
  return createClient(createContext(config, browserClock, accessToken));
}

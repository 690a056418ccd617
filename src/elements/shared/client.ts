import { browserClock } from '../../async.ts';
import { createContext, type ClientContext } from '../../client/context.ts';
import type { AccessToken, Passkeys, PasskeysConfig } from '../../client/types.ts';

/** Settings of the client that an element creates if the page gives it none. A removed attribute is `null`. */
export type ClientSettings = {
  readonly [Name in keyof PasskeysConfig]?: PasskeysConfig[Name] | null | undefined;
};

/**
 * Creates the client of an element.
 *
 * @param accessToken the element's present token function
 * @returns `undefined` without an issuer
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

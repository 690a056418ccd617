import { createPasskeys } from '../../client/create-passkeys.ts';
import type { Passkeys, PasskeysConfig } from '../../client/types.ts';

/** What an element without a `client` of the page makes its own from. A removed attribute is `null`. */
export type ClientSettings = {
  readonly [Name in keyof PasskeysConfig]?: PasskeysConfig[Name] | null | undefined;
};

/**
 * Nothing while there is no issuer.
 *
 * @throws PasskeyError `configuration`
 */
export function createOwnClient({ issuer, ...settings }: ClientSettings): Passkeys | undefined {
  if (issuer == null) return undefined;
  const given = Object.entries(settings).filter(([, value]) => value != null);
  return createPasskeys({ issuer, ...(Object.fromEntries(given) as Omit<PasskeysConfig, 'issuer'>) });
}

import { createPasskeys } from '../../client/create-passkeys.ts';
import type { Passkeys, PasskeysConfig } from '../../client/types.ts';

/** Settings of the client that an element creates if the page gives it none. A removed attribute is `null`. */
export type ClientSettings = {
  readonly [Name in keyof PasskeysConfig]?: PasskeysConfig[Name] | null | undefined;
};

/**
 * Creates the client of an element.
 *
 * @returns `undefined` without an issuer
 * @throws PasskeyError `configuration`
 */
export function createOwnClient({ issuer, ...settings }: ClientSettings): Passkeys | undefined {
  if (issuer == null) return undefined;
  const given = Object.entries(settings).filter(([, value]) => value != null);
  return createPasskeys({ issuer, ...(Object.fromEntries(given) as Omit<PasskeysConfig, 'issuer'>) });
}

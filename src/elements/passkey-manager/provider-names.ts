import type { Passkey } from '../../client/types.ts';
import { providerName } from '../../client/registration/provider-names.ts';

/** Names of the providers of a list, loaded after it: a row does not wait for them. */
export class Providers {
  readonly #learned: () => void;
  readonly #names = new Map<string, string>();

  /** @param learned hears of new names */
  constructor(learned: () => void) {
    this.#learned = learned;
  }

  /** By AAGUID, as far as they are known. */
  get names(): ReadonlyMap<string, string> {
    return this.#names;
  }

  async learn(passkeys: readonly Passkey[]): Promise<void> {
    const aaguids = new Set(passkeys.flatMap(({ aaguid }) => aaguid ?? []));
    const unknown = [...aaguids].filter((aaguid) => !this.#names.has(aaguid));
    const learned = await Promise.all(unknown.map((aaguid) => this.#lookUp(aaguid)));
    if (learned.includes(true)) this.#learned();
  }

  /** A list of names that does not arrive leaves rows without one. */
  async #lookUp(aaguid: string): Promise<boolean> {
    const name = await providerName(aaguid).catch(() => undefined);
    if (name !== undefined) this.#names.set(aaguid, name);
    return name !== undefined;
  }
}

import type { Passkey } from '../../client/types.ts';
import { providerName } from '../../client/registration/default-name.ts';

/** Names of providers by AAGUID. Loaded after the list, so that rows do not wait for them. */
export class ProviderNames {
  readonly #onLoaded: () => void;
  readonly #names = new Map<string, string>();

  /** @param onLoaded called when names were added */
  constructor(onLoaded: () => void) {
    this.#onLoaded = onLoaded;
  }

  get byAaguid(): ReadonlyMap<string, string> {
    return this.#names;
  }

  /** Loads the list of names while the person is busy, so that a new passkey is named without a wait. */
  preload(): void {
    providerName('').catch(() => undefined);
  }

  async load(passkeys: readonly Passkey[]): Promise<void> {
    const aaguids = new Set(passkeys.flatMap(({ aaguid }) => aaguid ?? []));
    const unknown = [...aaguids].filter((aaguid) => !this.#names.has(aaguid));
    const found = await Promise.all(unknown.map((aaguid) => this.#lookUp(aaguid)));
    if (found.includes(true)) this.#onLoaded();
  }

  /** False if the name is unknown or the list of names could not be loaded; the row then shows none. */
  async #lookUp(aaguid: string): Promise<boolean> {
    const name = await providerName(aaguid).catch(() => undefined);
    if (name !== undefined) this.#names.set(aaguid, name);
    return name !== undefined;
  }
}

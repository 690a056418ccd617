import { adoptStyles, type LitElement } from 'lit';

import { lazy } from '../../async/lazy.ts';
import type { CallOptions } from '../../client/types.ts';
import type { PasskeyError } from '../../errors.ts';
import type { PasskeySource } from './data-source.ts';
import type { ManagerView } from './view-model.ts';

const dialogs = lazy(() => import('./dialogs.ts'));
const listing = lazy(() => import('./list-view.ts'));

/** The templates that are loaded when they are needed. */
export class LazyViews {
  dialogs: ManagerView['dialogs'];
  listing: ManagerView['listing'];
  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
  }

  async loadDialogs(): Promise<void> {
    if (this.dialogs) return;
    this.dialogs = await dialogs();
    this.#adoptStyles();
    this.#host.requestUpdate();
  }

  /** A source whose list comes together with what draws it. */
  withListing(
    source: PasskeySource | PasskeyError | undefined,
    language: string,
  ): PasskeySource | PasskeyError | undefined {
    if (!source || source instanceof Error) return source;
    const { directory } = source;
    const list = async (options?: CallOptions) => {
      const [found] = await Promise.all([directory.list(options), this.#loadListing(language)]);
      return found;
    };
    // Not a copy with another list: a client of the page may inherit its methods.
    return {
      ...source,
      directory: {
        list,
        enroll: (options) => directory.enroll(options),
        rename: (id, name, options) => directory.rename(id, name, options),
        remove: (id, options) => directory.remove(id, options),
      },
    };
  }

  async #loadListing(language: string): Promise<void> {
    if (this.listing) return;
    const part = await listing();
    part.datesIn(language);
    this.listing = part;
    this.#adoptStyles();
  }

  /** Those of the element itself, and of what is loaded. */
  #adoptStyles(): void {
    const { elementStyles } = this.#host.constructor as typeof LitElement;
    const { notesStyles, listingStyles } = this.listing ?? {};
    const loaded = [notesStyles, listingStyles, this.dialogs?.dialogStyles].filter((styles) => !!styles);
    adoptStyles(this.#host.renderRoot as ShadowRoot, [...elementStyles, ...loaded]);
  }
}

import { adoptStyles, type LitElement } from 'lit';

import { onDemand } from '../../ceremonies/on-demand.ts';
import type { CallOptions } from '../../ceremonies/passkeys.ts';
import type { Desk } from './desk.ts';
import type { ManagerView } from './view-model.ts';

const dialogs = onDemand(() => import('./dialogs.ts'));
const listing = onDemand(() => import('./listing.ts'));

/** The templates that are loaded when they are needed. */
export class LaterViews {
  dialogs: ManagerView['dialogs'];
  listing: ManagerView['listing'];
  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
  }

  async loadDialogs(): Promise<void> {
    if (this.dialogs) return;
    this.dialogs = await dialogs();
    const { elementStyles } = this.#host.constructor as typeof LitElement;
    adoptStyles(this.#host.renderRoot as ShadowRoot, [...elementStyles, this.dialogs.dialogStyles]);
    this.#host.requestUpdate();
  }

  /** What draws the list comes while the list is on its way. */
  withListing(desk: Desk): Desk {
    const { directory } = desk;
    const list = async (options?: CallOptions) => {
      const [found, part] = await Promise.all([directory.list(options), listing()]);
      this.listing = part;
      return found;
    };
    return { ...desk, directory: { ...directory, list } };
  }
}

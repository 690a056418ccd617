import type { PropertyValues } from 'lit';

import { lazy } from '../../async/lazy.ts';
import type { PasskeyError } from '../../errors.ts';
import { toPasskeyError } from '../shared/task.ts';
import { ownPasskeys, type PasskeySource, type Reauthenticate } from './data-source.ts';
import type { ManagerSettings } from './properties.ts';

/** A change of these makes another source. */
const settings = [
  'client',
  'issuer',
  'poolId',
  'workspaceId',
  'tenantId',
  'mode',
  'capacity',
  'userId',
  'system',
] as const;

const helpdeskPart = lazy(() => import('./helpdesk.ts'));

/** Opens the source that the element's settings name, and another one when they change. */
export class SourceController {
  readonly #settings: ManagerSettings;
  readonly #reauthenticate: Reauthenticate;
  readonly #opened: (source: PasskeySource | PasskeyError | undefined) => void;
  #opening: Promise<PasskeySource | undefined> | undefined;

  /** @param opened gets every source; `undefined` while the settings are not complete, an error when they are wrong */
  constructor(
    settings: ManagerSettings,
    reauthenticate: Reauthenticate,
    opened: (source: PasskeySource | PasskeyError | undefined) => void,
  ) {
    this.#settings = settings;
    this.#reauthenticate = reauthenticate;
    this.#opened = opened;
  }

  get isHelpdesk(): boolean {
    return typeof this.#settings.userId === 'string';
  }

  /** A function that is another one at each render of a framework changes nothing; its coming and going does. */
  follow(changed: PropertyValues<ManagerSettings>): void {
    const had = changed.get('accessToken') != null;
    const cameOrWent = changed.has('accessToken') && had === (this.#settings.accessToken == null);
    if (cameOrWent || settings.some((name) => changed.has(name))) void this.#open();
  }

  async #open(): Promise<void> {
    this.#opened(undefined);
    const opening = this.#newSource();
    this.#opening = opening;
    const source = await opening.catch(toPasskeyError);
    if (opening === this.#opening) this.#opened(source);
  }

  async #newSource(): Promise<PasskeySource | undefined> {
    if (!this.isHelpdesk) return ownPasskeys(this.#settings, this.#reauthenticate);
    return (await helpdeskPart()).helpdeskPasskeys(this.#settings);
  }
}

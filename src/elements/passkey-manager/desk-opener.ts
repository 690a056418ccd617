import type { PropertyValues } from 'lit';

import { onDemand } from '../../ceremonies/on-demand.ts';
import type { PasskeyError } from '../../errors.ts';
import { asPasskeyError } from '../shared/attempt.ts';
import { ownDesk, type Desk, type Reauthenticate } from './desk.ts';
import type { ManagerSettings } from './settings.ts';

/** A change of these is another desk. */
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

const helpdesks = onDemand(() => import('./helpdesk.ts'));

/** Keeps the desk open that the settings of the element name. */
export class DeskOpener {
  readonly #settings: ManagerSettings;
  readonly #reauthenticate: Reauthenticate;
  readonly #opened: (desk: Desk | PasskeyError | undefined) => void;
  #opening: Promise<Desk | undefined> | undefined;

  /** @param opened hears of every desk; of none while the settings are not complete, of what is wrong with them */
  constructor(
    settings: ManagerSettings,
    reauthenticate: Reauthenticate,
    opened: (desk: Desk | PasskeyError | undefined) => void,
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
    const opening = this.#newDesk();
    this.#opening = opening;
    const desk = await opening.catch(asPasskeyError);
    if (opening === this.#opening) this.#opened(desk);
  }

  async #newDesk(): Promise<Desk | undefined> {
    if (!this.isHelpdesk) return ownDesk(this.#settings, this.#reauthenticate);
    return (await helpdesks()).helpdesk(this.#settings);
  }
}

import type { PropertyValues } from 'lit';

import { lazy } from '../../async/lazy.ts';
import type { EnrolledPasskey, PasskeyDirectory, Passkeys, PasskeysConfig } from '../../client/types.ts';
import { createManagementClient } from '../../client/management/management-client.ts';
import type { PasskeyError } from '../../errors.ts';
import { createOwnClient } from '../shared/client.ts';
import { toPasskeyError } from '../shared/task.ts';
import type { ManagerSettings } from './properties.ts';

/** Passkeys of the signed-in person, or of a helpdesk's user, and the calls on them. */
export interface PasskeySource {
  readonly directory: PasskeyDirectory;
  readonly enroll: (signal: AbortSignal) => Promise<EnrolledPasskey>;
  /** Prefetches the options of the next `enroll` until the signal aborts. */
  readonly prepare: (signal: AbortSignal) => void;
  /** Resolves to true if the browser signals removals to password managers. */
  readonly signalsRemovals: () => Promise<boolean>;
  /** Helpdesk, Classic mode: registration with a code that the server sends to the user. */
  readonly codes?: CodeRegistration;
}

export interface CodeRegistration {
  readonly send: (address: string, signal: AbortSignal) => Promise<void>;
  readonly use: (code: string, signal: AbortSignal) => Promise<EnrolledPasskey>;
}

export type Reauthenticate = NonNullable<PasskeysConfig['reauthenticate']>;

/** `undefined` while the settings are incomplete, an error if they are wrong. */
export type OpenedSource = PasskeySource | PasskeyError | undefined;

/** Properties that require another source when they change. */
const sourceSettings = [
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

const loadHelpdesk = lazy(() => import('./helpdesk.ts'));

/** Opens the source that the element's properties describe, and another one when they change. */
export class SourceController {
  readonly #settings: ManagerSettings;
  readonly #reauthenticate: Reauthenticate;
  readonly #onOpened: (source: OpenedSource) => void;
  readonly #loadHelpdeskView: () => Promise<void>;
  #opening: Promise<PasskeySource | undefined> | undefined;

  /**
   * @param onOpened called with each new source, and with `undefined` before it is ready
   * @param loadHelpdeskView loads the templates that only a helpdesk needs, together with its source
   */
  constructor(
    settings: ManagerSettings,
    reauthenticate: Reauthenticate,
    onOpened: (source: OpenedSource) => void,
    loadHelpdeskView: () => Promise<void>,
  ) {
    this.#settings = settings;
    this.#reauthenticate = reauthenticate;
    this.#onOpened = onOpened;
    this.#loadHelpdeskView = loadHelpdeskView;
  }

  get isHelpdesk(): boolean {
    return typeof this.#settings.userId === 'string';
  }

  /** Reacts to `accessToken` being set or unset, not to a new function identity: frameworks pass one per render. */
  follow(changed: PropertyValues<ManagerSettings>): void {
    const hadToken = changed.get('accessToken') != null;
    const isSetOrUnset = changed.has('accessToken') && hadToken === (this.#settings.accessToken == null);
    if (isSetOrUnset || sourceSettings.some((name) => changed.has(name))) void this.#open();
  }

  async #open(): Promise<void> {
    this.#onOpened(undefined);
    const opening = this.#createSource();
    this.#opening = opening;
    const source = await opening.catch(toPasskeyError);
    if (opening === this.#opening) this.#onOpened(source);
  }

  async #createSource(): Promise<PasskeySource | undefined> {
    if (!this.isHelpdesk) return createOwnSource(this.#settings, this.#reauthenticate);
    const [{ createHelpdeskSource }] = await Promise.all([loadHelpdesk(), this.#loadHelpdeskView()]);
    return createHelpdeskSource(this.#settings);
  }
}

/**
 * @returns `undefined` while the settings are incomplete
 * @throws PasskeyError `configuration`
 */
function createOwnSource(
  settings: ManagerSettings,
  reauthenticate: Reauthenticate,
): PasskeySource | undefined {
  const passkeys = settings.client ?? createClient(settings, reauthenticate);
  return passkeys && toSource(passkeys);
}

/** Reads the page's functions at each call, because a framework may replace them at every render. */
function createClient(settings: ManagerSettings, reauthenticate: Reauthenticate): Passkeys | undefined {
  const { issuer, poolId, workspaceId, tenantId, mode, accessToken, capacity } = settings;
  if (accessToken == null) return undefined;
  const present = () => settings.accessToken ?? accessToken;
  const config = {
    issuer,
    poolId,
    workspaceId,
    tenantId,
    mode,
    capacity,
    accessToken: () => present()(),
    reauthenticate,
  };
  return createOwnClient(config, createManagementClient, present);
}

/** Does not set an attachment, so that security keys can be added too. */
function toSource(passkeys: Passkeys): PasskeySource {
  return {
    directory: passkeys,
    enroll: (signal) => passkeys.enroll({ signal }),
    prepare: (signal) => passkeys.prepareEnroll({ signal }),
    signalsRemovals: async () => (await passkeys.support()).signals,
  };
}

import type { PropertyValues } from 'lit';

import { browserClock, withTimeout, type Clock } from '../../async.ts';
import { lazy } from '../../async.ts';
import { identifyPerson } from '../../client/management/access-token.ts';
import { createManagementClient } from '../../client/management/management.ts';
import type {
  AccessToken,
  EnrolledPasskey,
  EnrollOptions,
  PasskeyDirectory,
  Passkeys,
  PasskeysConfig,
} from '../../client/types.ts';
import type { PasskeyError } from '../../errors.ts';
import { createOwnClient } from '../shared/client.ts';
import { toPasskeyError } from '../shared/task.ts';
import type { ManagerSettings } from './properties.ts';

/** Passkeys of the signed-in person, or of a helpdesk's user, and the calls on them. */
export interface PasskeySource {
  readonly directory: PasskeyDirectory;
  readonly enroll: (options: SourceEnrollOptions) => Promise<EnrolledPasskey>;
  /** Prefetches the options of the next `enroll` until the signal aborts. */
  readonly prepare: (signal: AbortSignal) => void;
  /** Identifies the person of the latest access token, as far as the element reads tokens itself. */
  readonly person?: () => string | undefined;
  /** Resolves to true if the browser signals removals to password managers. */
  readonly signalsRemovals: () => Promise<boolean>;
  /** Helpdesk, Classic mode: registration with a code that the server sends to the user. */
  readonly codes?: CodeRegistration;
}

export type SourceEnrollOptions = Required<Pick<EnrollOptions, 'signal' | 'kindNames' | 'onAnswer'>>;

export interface CodeRegistration {
  readonly send: (address: string, signal: AbortSignal) => Promise<void>;
  readonly use: (code: string, options: SourceEnrollOptions) => Promise<EnrolledPasskey>;
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

/** Milliseconds until a replaced `accessToken` that has not answered counts as another person's. */
const checkTimeout = 15_000;

/** Milliseconds between two looks at a replaced `accessToken`. */
const checkPause = 500;

const loadHelpdesk = lazy(() => import('./helpdesk.ts'));

/** Opens the source that the element's properties describe, and another one when they change. */
export class SourceController {
  readonly #settings: ManagerSettings;
  readonly #reauthenticate: Reauthenticate;
  readonly #onOpened: (source: OpenedSource) => void;
  readonly #loadHelpdeskView: () => Promise<void>;
  #opening: Promise<PasskeySource | undefined> | undefined;
  readonly #clock: Clock;
  #tokens: TokenReader;
  #isChecking = false;
  #isReplaced = false;

  /**
   * @param onOpened called with each new source, and with `undefined` before it is ready
   * @param loadHelpdeskView loads the templates that only a helpdesk needs, together with its source
   */
  constructor(
    settings: ManagerSettings,
    reauthenticate: Reauthenticate,
    onOpened: (source: OpenedSource) => void,
    loadHelpdeskView: () => Promise<void>,
    clock: Clock = browserClock,
  ) {
    this.#settings = settings;
    this.#clock = clock;
    this.#tokens = new TokenReader(settings, clock);
    this.#reauthenticate = reauthenticate;
    this.#onOpened = onOpened;
    this.#loadHelpdeskView = loadHelpdeskView;
  }

  get isHelpdesk(): boolean {
    return typeof this.#settings.userId === 'string';
  }

  /**
   * Frameworks pass a new `accessToken` function per render, so another function opens another source only if its
   * token is not provably of the same person.
   */
  follow(changed: PropertyValues<ManagerSettings>): void {
    const hadToken = changed.get('accessToken') != null;
    const isReplaced = changed.has('accessToken') && hadToken;
    const isSetOrUnset = changed.has('accessToken') && hadToken === (this.#settings.accessToken == null);
    if (isSetOrUnset || sourceSettings.some((name) => changed.has(name))) void this.#open();
    else if (isReplaced) void this.#checkPerson();
  }

  /** Opens the same source again, as after a failure. */
  reopen(): void {
    void this.#open();
  }

  /** Replacements during a check share one more check after it. */
  async #checkPerson(): Promise<void> {
    this.#isReplaced = true;
    if (this.#isChecking || this.isHelpdesk || this.#settings.client) return;
    this.#isChecking = true;
    while (this.#isReplaced) {
      this.#isReplaced = false;
      const opening = this.#opening;
      const isSame = await this.#tokens.isSamePerson();
      if (!isSame && opening === this.#opening) void this.#open();
      await new Promise<void>((resolve) => this.#clock.after(checkPause, resolve));
    }
    this.#isChecking = false;
  }

  async #open(): Promise<void> {
    this.#onOpened(undefined);
    this.#tokens = new TokenReader(this.#settings, this.#clock);
    const opening = this.#createSource();
    this.#opening = opening;
    const source = await opening.catch(toPasskeyError);
    if (opening === this.#opening) this.#onOpened(source);
  }

  async #createSource(): Promise<PasskeySource | undefined> {
    if (!this.isHelpdesk) return createOwnSource(this.#settings, this.#tokens, this.#reauthenticate);
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
  tokens: TokenReader,
  reauthenticate: Reauthenticate,
): PasskeySource | undefined {
  if (settings.client) return toSource(settings.client);
  const passkeys = createClient(settings, tokens, reauthenticate);
  return passkeys && { ...toSource(passkeys), person: () => tokens.person };
}

function createClient(
  settings: ManagerSettings,
  tokens: TokenReader,
  reauthenticate: Reauthenticate,
): Passkeys | undefined {
  const { issuer, poolId, workspaceId, tenantId, mode, capacity } = settings;
  if (settings.accessToken == null) return undefined;
  const config = { issuer, poolId, workspaceId, tenantId, mode, capacity, reauthenticate };
  return createOwnClient(config, createManagementClient, () => tokens.present);
}

/** Notes which person the page's access tokens belong to, so that another person is noticed. */
class TokenReader {
  readonly #settings: ManagerSettings;
  readonly #clock: Clock;
  #from: AccessToken | undefined;
  #read: AccessToken | undefined;
  #person: string | undefined;

  constructor(settings: ManagerSettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Person of the token that was read last. */
  get person(): string | undefined {
    return this.#person;
  }

  /** A function that reads from the page's present one: the same until the page replaces its function. */
  get present(): AccessToken | undefined {
    const from = this.#settings.accessToken ?? undefined;
    if (from === this.#from) return this.#read;
    this.#from = from;
    this.#read =
      from &&
      (async () => {
        const token = await from();
        this.#person = identifyPerson(token);
        return token;
      });
    return this.#read;
  }

  /** False if the page's present function does not prove it within the time limit. */
  async isSamePerson(): Promise<boolean> {
    const before = this.#person;
    const call = async () => this.#settings.accessToken?.();
    const token = await withTimeout(this.#clock, checkTimeout, call(), undefined).catch(() => undefined);
    return before !== undefined && identifyPerson(token) === before;
  }
}

/** Does not set an attachment, so that security keys can be added too. */
function toSource(passkeys: Passkeys): PasskeySource {
  return {
    directory: passkeys,
    enroll: (options) => passkeys.enroll(options),
    prepare: (signal) => passkeys.prepareEnroll({ signal }),
    signalsRemovals: async () => (await passkeys.support()).signals,
  };
}

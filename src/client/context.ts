import type { SelfService } from '../api/self-service.ts';
import type { Clock } from '../async/clock.ts';
import { createEvents, type CeremonyEvents } from './events.ts';
import { BrowserStorage } from './storage.ts';
import type { PasskeysConfig, Support } from './types.ts';
import { resolveOptions, type ResolvedOptions } from './options.ts';
import type { Signals } from '../webauthn/signals.ts';
import { detectCapabilities } from '../webauthn/capabilities.ts';

/** What every ceremony of one client works with. */
export interface ClientContext {
  readonly settings: ResolvedOptions;
  readonly clock: Clock;
  readonly support: () => Promise<Support>;
  readonly memory: BrowserStorage;
  readonly events: CeremonyEvents;
  readonly session: Session;
}

/** What this client has signed in. */
export interface Session {
  /** `sub` of the tokens that it obtained last; absent: it obtained none. */
  subject?: string | undefined;
  /** How often it obtained tokens. */
  signIns: number;
  /** How it obtained them last. */
  by?: 'password' | 'passkey';
}

/** As much of it as making a passkey takes: a helpdesk has no more. */
export interface RegistrationContext extends Pick<ClientContext, 'clock' | 'events'> {
  readonly settings: Pick<ResolvedOptions, 'capacity' | 'onComplete'>;
  readonly selfService: Pick<SelfService, 'createComplete' | 'me' | 'rename'>;
  readonly signals: Pick<Signals, 'unknown'>;
  readonly memory: Pick<BrowserStorage, 'rememberUse'>;
}

/** @throws PasskeyError `configuration` */
export function createContext(config: PasskeysConfig, clock: Clock): ClientContext {
  const settings = resolveOptions(config);
  return {
    settings,
    clock,
    support: detectCapabilities(clock),
    memory: new BrowserStorage(clock, settings.remember ?? true),
    events: createEvents(clock, settings.onEvent),
    session: { signIns: 0 },
  };
}

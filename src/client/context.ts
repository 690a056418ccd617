import type { SelfService } from '../api/self-service.ts';
import type { Clock } from '../async/clock.ts';
import { journalOf, type Journal } from './events.ts';
import { BrowserMemory } from './storage.ts';
import type { PasskeysConfig, Support } from './types.ts';
import { settle, type Settings } from './options.ts';
import type { Signals } from '../webauthn/signals.ts';
import { supportOf } from '../webauthn/capabilities.ts';

/** What every ceremony of one client works with. */
export interface Kit {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly support: () => Promise<Support>;
  readonly memory: BrowserMemory;
  readonly journal: Journal;
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
export interface EnrolmentKit extends Pick<Kit, 'clock' | 'journal'> {
  readonly settings: Pick<Settings, 'onComplete'>;
  readonly selfService: Pick<SelfService, 'createComplete' | 'me' | 'rename'>;
  readonly signals: Pick<Signals, 'unknown'>;
  readonly memory: Pick<BrowserMemory, 'rememberUse'>;
}

/** @throws PasskeyError `configuration` */
export function kitOf(config: PasskeysConfig, clock: Clock): Kit {
  const settings = settle(config);
  return {
    settings,
    clock,
    support: supportOf(clock),
    memory: new BrowserMemory(clock, settings.remember ?? true),
    journal: journalOf(clock, settings.onEvent),
    session: { signIns: 0 },
  };
}

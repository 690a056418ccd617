import type { SelfService } from '../wire/self-service.ts';
import type { Clock } from './clock.ts';
import { journalOf, type Journal } from './journal.ts';
import { BrowserMemory } from './memory.ts';
import type { PasskeysConfig, Support } from './passkeys.ts';
import { settle, type Settings } from './settings.ts';
import type { Signals } from './signals.ts';
import { supportOf } from './support.ts';

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

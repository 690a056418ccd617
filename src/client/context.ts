import { createHttpClient, type HttpClient } from '../api/http-client.ts';
import type { Clock } from '../async/clock.ts';
import { detectCapabilities } from '../webauthn/capabilities.ts';
import { createEvents, type CeremonyEvents } from './events.ts';
import { resolveOptions, type ResolvedOptions } from './options.ts';
import { BrowserStorage } from './storage.ts';
import type { AccessToken, PasskeysConfig, Support } from './types.ts';

/** Everything that the ceremonies of one client share. */
export interface ClientContext {
  readonly settings: ResolvedOptions;
  readonly clock: Clock;
  readonly http: HttpClient;
  readonly support: () => Promise<Support>;
  readonly memory: BrowserStorage;
  readonly events: CeremonyEvents;
  readonly session: Session;
  /** The page's present token function; a framework may replace it at every render. */
  readonly accessToken: () => AccessToken | undefined;
}

/** The part of it that a ceremony without a client has, e.g. one of a helpdesk. */
export type CeremonyContext = Pick<ClientContext, 'clock' | 'events'>;

/** The authentications of this client. */
export interface Session {
  /** `sub` of the tokens that it obtained last; absent if it obtained none. */
  subject?: string | undefined;
  /** Method of the last sign-in. */
  by?: 'password' | 'passkey';
  /** Counts sign-ins, step-ups and `forget()`. Options and tokens of an earlier count are not used any more. */
  count: number;
}

/**
 * @param accessToken for a page that may replace its token function
 * @throws PasskeyError `configuration`
 */
export function createContext(
  config: PasskeysConfig,
  clock: Clock,
  accessToken: () => AccessToken | undefined = constant(config.accessToken),
): ClientContext {
  const settings = resolveOptions(config);
  const session: Session = { count: 0 };
  const forgetTokens = (): void => void (session.count += 1);
  return {
    settings,
    clock,
    http: createHttpClient(settings),
    support: detectCapabilities(clock),
    memory: new BrowserStorage(clock, settings.remember ?? true, forgetTokens),
    events: createEvents(clock, settings.onEvent),
    session,
    accessToken,
  };
}

/** Milliseconds since the epoch, by the server's clock where it is known. */
export const serverNow = ({ clock, http }: Pick<ClientContext, 'clock' | 'http'>): number =>
  clock.now() + (http.clockDifference() ?? 0);

const constant =
  <T>(value: T): (() => T) =>
  () =>
    value;

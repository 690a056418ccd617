import { isPasskeyError, PasskeyError } from '../../errors.ts';
import { abortable } from '../../async/abort.ts';
import type { SelfProfile, TokenReply } from '../../api/contract.ts';
import { withEvents, type CeremonyEvents } from '../events.ts';
import { modeFromProfile } from '../mode.ts';
import { passkeyList, primaryIdentifier } from './passkey-list.ts';
import { isRecentlyAuthenticated, maxAge, withCode } from './refusal.ts';
import type { CallOptions, PasskeysConfig } from '../types.ts';
import {
  ensurePresent,
  ensureTokens,
  findRefusedPerson,
  requireKnown,
  type PersonParts,
  type RefusedPerson,
} from './refused-person.ts';
import type { PromptLock } from '../../webauthn/lock.ts';

export interface StepUpOptions extends CallOptions {
  /** The turn of the ceremony that was refused: the new authentication is held in it. */
  readonly inside?: PromptLock | undefined;
}

/**
 * Runs a call; when it is refused because the authentication is too old, has the person authenticate again,
 * once, and runs the same call again.
 *
 * @throws PasskeyError `reauthentication_required` when nobody can be asked or the new authentication is refused
 *   too, `different_subject` when it is not provably of the person whose call was refused, and whatever the call
 *   rejects with
 */
export type StepUp = <T>(call: () => Promise<T>, options?: StepUpOptions) => Promise<T>;

export interface SignInAgain extends StepUpOptions {
  /** Whose passkey, where the mode asks for a username. */
  readonly identifier?: string | undefined;
  /** Called with the tokens before anybody else gets them; rejects when they are another person's. */
  readonly accept: (tokens: TokenReply) => Promise<void>;
}

export interface StepUpContext extends PersonParts {
  readonly reauthenticate?: PasskeysConfig['reauthenticate'];
  /**
   * `sub` of the tokens that this client obtained last. Tells only that the page takes tokens from it, never who was
   * refused: since then the page may have signed in another person by other means. `undefined`: it obtained none.
   */
  readonly ownSubject: () => string | undefined;
  /** A sign-in with a passkey, by this client. */
  readonly signInAgain: (how: SignInAgain) => Promise<unknown>;
  readonly events: CeremonyEvents;
  /** Milliseconds since the epoch, by the server's clock where it is known. */
  readonly now: () => number;
}

export function createStepUp(parts: StepUpContext): StepUp {
  return async (call, options = {}) => {
    try {
      return await call();
    } catch (refusal) {
      if (!isPasskeyError(refusal) || refusal.code !== 'reauthentication_required') throw refusal;
      if (isRecentlyAuthenticated(refusal, parts.now())) throw withoutStepUp(refusal);
      await withEvents(parts.events, 'step-up', () => authenticateAgain(parts, refusal, options));
      return call().catch((error: unknown) => {
        throw withoutStepUp(error);
      });
    }
  };
}

/** The refusal of a call whose authentication is recent: unless the server says so, its age is not the reason. */
function withoutStepUp(error: unknown): unknown {
  const isGuess = isPasskeyError(error) && error.inferred && error.code === 'reauthentication_required';
  return isGuess ? withCode(error, 'forbidden') : error;
}

async function authenticateAgain(
  parts: StepUpContext,
  refusal: PasskeyError,
  options: StepUpOptions,
): Promise<void> {
  const person = await findRefusedPerson(parts, refusal, options);
  const { profile } = person;
  const byItself = parts.ownSubject() !== undefined && canSignIn(profile);
  if (!byItself && !parts.reauthenticate) throw refusal;
  requireKnown(person);
  if (!byItself) return askIntegrator(parts, person, options);
  const identifier = profile && primaryIdentifier(profile);
  const accept = (tokens: TokenReply): Promise<void> => ensureTokens(parts, person, tokens, options);
  await parts.signInAgain({ ...options, identifier, accept });
}

async function askIntegrator(
  parts: StepUpContext,
  person: RefusedPerson,
  options: StepUpOptions,
): Promise<void> {
  const { signal } = options;
  const { subject } = person;
  const request = { maxAge, ...(subject !== undefined && { subject }), ...(signal && { signal }) };
  await whileWanted(signal, async () => parts.reauthenticate?.(request));
  await ensurePresent(parts, person, options);
}

/** A passkey is a first factor, and one of theirs works in the family that is open, as far as the list tells. */
function canSignIn(profile: SelfProfile | undefined): boolean {
  const mode = profile && modeFromProfile({ ...profile, second_factor_authentication_mechanisms: null });
  if (!profile || mode === 'unavailable') return false;
  return passkeyList(profile, { mode: mode ?? 'smart', active: mode }).passkeys.some(
    ({ worksNow }) => worksNow !== false,
  );
}

/** A person who declines has cancelled; an abort is told as one even where the integrator ignores the signal. */
async function whileWanted(signal: AbortSignal | undefined, ask: () => Promise<void>): Promise<void> {
  try {
    signal?.throwIfAborted();
    const asking = ask();
    await (signal ? abortable(signal, asking) : asking);
  } catch (cause) {
    if (signal?.aborted) throw new PasskeyError('aborted', 'The re-authentication was stopped.', { cause });
    if (isPasskeyError(cause)) throw cause;
    throw new PasskeyError('cancelled', 'The person did not authenticate again.', { cause });
  }
}

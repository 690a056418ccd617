import { isPasskeyError, PasskeyError } from '../../errors.ts';
import { abortable } from '../../async.ts';
import type { SelfProfile, TokenReply } from '../../api/contract.ts';
import type { PromptLock } from '../../webauthn/lock.ts';
import type { ClientContext } from '../context.ts';
import { withEvents } from '../ceremony.ts';
import { modeFromProfile, passkeyList, primaryIdentifier } from './passkey-list.ts';
import type { CallOptions } from '../types.ts';
import { isRecentlyAuthenticated, maxAge, withCode } from './refusal.ts';
import {
  ensurePresent,
  ensureTokens,
  findRefusedPerson,
  requireKnown,
  type RefusedPerson,
} from './refused-person.ts';

export interface StepUpOptions extends CallOptions {
  /** The lock of the ceremony that was refused; the new authentication runs inside it. */
  readonly parent?: PromptLock | undefined;
}

/**
 * Makes a call. If it is refused because the authentication is too old, has the person authenticate again, once, and
 * makes the same call again.
 *
 * @throws PasskeyError `reauthentication_required` when there is no way to authenticate again or the new authentication
 *   is refused too, `different_subject` when it is not provably of the person whose call was refused, and whatever the
 *   call rejects with
 */
export type StepUp = <T>(call: () => Promise<T>, options?: StepUpOptions) => Promise<T>;

/** A sign-in with a passkey. */
export type SignInAgain = (
  options: StepUpOptions & {
    /** For Classic mode. */
    readonly identifier?: string;
    /** Called with the tokens before the page gets them; rejects when they are another person's. */
    readonly accept: (tokens: TokenReply) => Promise<void>;
  },
) => Promise<unknown>;

export function createStepUp(context: ClientContext, signInAgain: SignInAgain): StepUp {
  return async (call, options = {}) => {
    try {
      return await call();
    } catch (refusal) {
      if (!isPasskeyError(refusal) || refusal.code !== 'reauthentication_required') throw refusal;
      if (isRecentlyAuthenticated(context, refusal)) throw withoutStepUp(refusal);
      await withEvents(context.events, 'step-up', () =>
        authenticateAgain(context, signInAgain, refusal, options),
      );
      // Tokens that were read before are not used again.
      context.session.count += 1;
      return call().catch((error: unknown) => {
        throw withoutStepUp(error);
      });
    }
  };
}

/** The refusal of a call whose authentication is recent: unless the server states it, the age is not the reason. */
function withoutStepUp(error: unknown): unknown {
  const isGuess = isPasskeyError(error) && error.inferred && error.code === 'reauthentication_required';
  return isGuess ? withCode(error, 'forbidden') : error;
}

/** The client signs in by itself only where it obtained the page's tokens, never by whom it signed in last. */
async function authenticateAgain(
  context: ClientContext,
  signInAgain: SignInAgain,
  refusal: PasskeyError,
  options: StepUpOptions,
): Promise<void> {
  const person = await findRefusedPerson(context, refusal, options);
  const { profile } = person;
  const byItself = context.session.subject !== undefined && canSignIn(profile);
  if (!byItself && !context.settings.reauthenticate) throw refusal;
  requireKnown(person);
  if (!byItself) return askIntegrator(context, person, options);
  const identifier = profile && primaryIdentifier(profile);
  await signInAgain({
    ...options,
    ...(identifier !== undefined && { identifier }),
    accept: (tokens) => ensureTokens(context, person, tokens, options),
  });
}

async function askIntegrator(
  context: ClientContext,
  person: RefusedPerson,
  options: StepUpOptions,
): Promise<void> {
  const { signal } = options;
  const { subject } = person;
  const request = { maxAge, ...(subject !== undefined && { subject }), ...(signal && { signal }) };
  await callHook(async () => context.settings.reauthenticate?.(request), signal);
  await ensurePresent(context, person, options);
}

/** True if a passkey is a first factor and at least one matches the active mode, as far as the list shows. */
function canSignIn(profile: SelfProfile | undefined): boolean {
  const mode = profile && modeFromProfile({ ...profile, second_factor_authentication_mechanisms: null });
  if (!profile || mode === 'unavailable') return false;
  const { passkeys } = passkeyList(profile, { mode: mode ?? 'smart', active: mode });
  return passkeys.some(({ worksNow }) => worksNow !== false);
}

/** A rejection is a person who declined. An abort ends the wait although the hook ignores its signal. */
async function callHook(hook: () => Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  try {
    signal?.throwIfAborted();
    await (signal ? abortable(signal, hook()) : hook());
  } catch (cause) {
    if (signal?.aborted) throw new PasskeyError('aborted', 'The re-authentication was stopped.', { cause });
    if (isPasskeyError(cause)) throw cause;
    throw new PasskeyError('cancelled', 'The person did not authenticate again.', { cause });
  }
}

import { isPasskeyError, PasskeyError } from '../errors.ts';
import { until } from '../wire/abort.ts';
import type { SelfProfile, TokenReply } from '../wire/contract.ts';
import { recorded, type Journal } from './journal.ts';
import { modeOfProfile } from './mode.ts';
import { passkeyList } from './passkey-list.ts';
import type { AccessToken, CallOptions, PasskeysConfig } from './passkeys.ts';
import type { Turn } from './slot.ts';
import { presentSubject, subjectOf } from './subject.ts';

export interface StepUpOptions extends CallOptions {
  /** The turn of the ceremony that was refused: the new authentication is held in it. */
  readonly inside?: Turn | undefined;
}

/**
 * Runs a call; when it is refused because the authentication is too old, has the person authenticate again,
 * once, and runs the same call again.
 *
 * @throws PasskeyError `reauthentication_required` when nobody can be asked or the new authentication is refused
 *   too, `different_subject` when it is another person's, and whatever the call rejects with
 */
export type StepUp = <T>(call: () => Promise<T>, options?: StepUpOptions) => Promise<T>;

export interface SignInAgain extends StepUpOptions {
  /** Whose passkey, where the mode asks for a username. */
  readonly identifier?: string | undefined;
  /** Called with the tokens before anybody else gets them; throws when they are another person's. */
  readonly accept: (tokens: TokenReply) => void;
}

export interface StepUpParts {
  readonly accessToken?: AccessToken | undefined;
  readonly reauthenticate?: PasskeysConfig['reauthenticate'];
  /** `sub` of the tokens that this client obtained last; `undefined`: it obtained none. */
  readonly ownSubject: () => string | undefined;
  /** A sign-in with a passkey, by this client. */
  readonly signInAgain: (how: SignInAgain) => Promise<unknown>;
  /** Not refused for an old authentication. */
  readonly me: (options: CallOptions) => Promise<SelfProfile>;
  readonly journal: Journal;
}

/** The API refuses authentications that are older: seconds. */
export const maxAge = 300;

export function stepUpWith(parts: StepUpParts): StepUp {
  return async (call, options = {}) => {
    try {
      return await call();
    } catch (refusal) {
      if (!isPasskeyError(refusal) || refusal.code !== 'reauthentication_required') throw refusal;
      await recorded(parts.journal, 'step-up', () => authenticateAgain(parts, refusal, options));
      return call();
    }
  };
}

async function authenticateAgain(
  parts: StepUpParts,
  refusal: PasskeyError,
  options: StepUpOptions,
): Promise<void> {
  const profile = await parts.me(options).catch(() => undefined);
  const subject = parts.ownSubject();
  if (subject !== undefined && canSignIn(profile)) {
    const identifier = profile?.identifiers?.[0]?.identifier;
    const accept = (tokens: TokenReply): void =>
      ensureSame(subject, subjectOf(tokens.id_token ?? tokens.access_token));
    await parts.signInAgain({ ...options, identifier, accept });
    return;
  }
  if (!parts.reauthenticate) throw refusal;
  await askIntegrator(parts, profile, options);
}

/** By the token, or where that is opaque by the profile. */
async function askIntegrator(
  parts: StepUpParts,
  profile: SelfProfile | undefined,
  options: StepUpOptions,
): Promise<void> {
  const { reauthenticate, accessToken } = parts;
  const { signal } = options;
  const subject = await presentSubject(accessToken);
  const request = { maxAge, ...(subject !== undefined && { subject }), ...(signal && { signal }) };
  await whileWanted(signal, async () => reauthenticate?.(request));
  if (subject !== undefined) ensureSame(subject, await presentSubject(accessToken));
  else if (profile?.id !== undefined) ensureSame(profile.id, (await parts.me(options)).id);
}

function ensureSame(expected: string, subject: string | undefined): void {
  if (subject === expected) return;
  throw new PasskeyError('different_subject', 'The new authentication is not provably of the same person.');
}

/** A passkey is a first factor, and one of theirs works in the family that is open, as far as the list tells. */
function canSignIn(profile: SelfProfile | undefined): boolean {
  const mode = modeOfProfile({ authentication_mechanisms: profile?.authentication_mechanisms ?? null });
  if (!profile || mode === 'unavailable') return false;
  return passkeyList(profile, { mode, active: mode }).passkeys.some(({ worksNow }) => worksNow !== false);
}

/** A person who declines has cancelled; an abort is told as one even where the integrator ignores the signal. */
async function whileWanted(signal: AbortSignal | undefined, ask: () => Promise<void>): Promise<void> {
  try {
    signal?.throwIfAborted();
    const asking = ask();
    await (signal ? until(signal, asking) : asking);
  } catch (cause) {
    if (signal?.aborted) throw new PasskeyError('aborted', 'The re-authentication was stopped.', { cause });
    if (isPasskeyError(cause)) throw cause;
    throw new PasskeyError('cancelled', 'The person did not authenticate again.', { cause });
  }
}

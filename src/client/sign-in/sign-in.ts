import { isPasskeyError, PasskeyError } from '../../errors.ts';
import type { AuthenticationResponseJSON } from '../../api/contract.ts';
import { getAssertion } from '../../webauthn/get.ts';
import { hold } from '../ceremony.ts';
import type { Mediation } from '../../webauthn/browser-error.ts';
import type { LoginOptions, Logins, LoginWish } from './options.ts';
import { familyOf } from '../mode.ts';
import type { Loan } from '../options-prefetch.ts';
import type { Hint, Mode, SignInOptions, SignInResult } from '../types.ts';
import type { SignInKit } from './context.ts';
import { resultOf, type ResultOptions } from './result.ts';
import type { Turn } from '../../webauthn/lock.ts';

/** The begin's options in the hands of one prompt. */
export interface LentLogin extends Loan<LoginOptions> {
  readonly mode: Mode;
}

export type Ask = (signal: AbortSignal) => Promise<AuthenticationResponseJSON>;

export interface AuthenticateOptions extends LoginWish, Pick<ResultOptions, 'accept'> {
  readonly ceremony: 'sign-in' | 'autofill';
  readonly mediation: Mediation;
  readonly hints?: readonly Hint[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly inside?: Turn | undefined;
  /** Stands around the prompt: autofill takes it away in time and asks again. */
  readonly watch?: (lent: LentLogin, turn: Turn, ask: Ask) => Promise<AuthenticationResponseJSON>;
}

/** Signs in with a passkey that the person picks. */
export async function signIn(
  kit: SignInKit,
  logins: Logins,
  options: SignInOptions & Pick<AuthenticateOptions, 'inside' | 'accept'> = {},
): Promise<SignInResult> {
  const mediation = options.mediation ?? 'modal';
  if (mediation === 'immediate' && !(await kit.support()).immediate) {
    throw new PasskeyError('unsupported', 'This browser has no immediate mode (capability immediateGet).');
  }
  return authenticate(kit, logins, { ...options, ceremony: 'sign-in', mediation });
}

/** The one way from a begin to a signed-in person, for a prompt, for autofill and for immediate mode. */
export function authenticate(
  kit: SignInKit,
  logins: Logins,
  options: AuthenticateOptions,
): Promise<SignInResult> {
  return hold(kit, {
    ...options,
    call: 'get',
    begin: async (turn) => {
      if (options.mediation !== 'modal') await requireSmart(logins);
      const lent = await logins.ahead.take(wishOf(options), turn.signal);
      return { ...lent, mode: lent.options.mode };
    },
    prompt: (lent, turn) => prompt(kit, lent, turn, options),
    complete: (answer, lent, turn) => complete(kit, answer, lent, turn, options),
  });
}

const wishOf = ({ identifier, secondFactor }: LoginWish): LoginWish => ({
  ...(identifier !== undefined && { identifier }),
  ...(secondFactor && { secondFactor }),
});

/** What the browser offers by itself are discoverable credentials: Classic's begin asks for somebody's. */
async function requireSmart(logins: Logins): Promise<void> {
  if ((await logins.mode()) === 'smart') return;
  throw new PasskeyError('unsupported', 'Autofill and immediate mode need a workspace in Smart mode.');
}

async function prompt(kit: SignInKit, lent: LentLogin, turn: Turn, options: AuthenticateOptions) {
  const { mediation, hints, watch } = options;
  const publicKey = { ...lent.options.publicKey, ...(hints && { hints: [...hints] }) };
  const ask: Ask = (signal) => getAssertion(publicKey, { clock: kit.clock, signal, mediation });
  let answered = true;
  try {
    return await (watch ? watch(lent, turn, ask) : ask(turn.signal));
  } catch (error) {
    answered = mediation !== 'conditional' || !unanswered(error);
    throw error;
  } finally {
    lent.settle(answered ? 'spent' : 'unspent');
  }
}

/** The browser itself said that it gave no assertion: the challenge has not been used. */
function unanswered(error: unknown): boolean {
  return isPasskeyError(error) && error.cause instanceof DOMException;
}

async function complete(
  kit: SignInKit,
  answer: AuthenticationResponseJSON,
  { mode, options: begun }: LentLogin,
  { signal }: Turn,
  options: AuthenticateOptions,
): Promise<SignInResult> {
  const { ceremony, accept } = options;
  const body = { ...answer };
  const reshaped = kit.settings.onComplete?.(body, { ceremony, mode }) ?? body;
  try {
    const reply = await kit.signIn().loginComplete(familyOf(mode), reshaped, { signal });
    signal.throwIfAborted();
    kit.memory.rememberUse(answer.id);
    return await resultOf(kit, reply, { by: 'passkey', attachment: answer.authenticatorAttachment, accept });
  } catch (error) {
    const isUnknown = isPasskeyError(error) && error.code === 'unknown_credential';
    if (isUnknown && speaksForRelyingParty(kit, mode, options)) void signalUnknown(kit, answer.id, begun);
    throw error;
  }
}

/**
 * Whether a passkey that is unknown here is good nowhere else. Pools, tenants and other applications may share an
 * RP ID, which nothing in a ceremony shows: only the integrator can state it. And an answer about one person, at a
 * step-up or as a second factor, says nothing about the passkeys of others.
 */
function speaksForRelyingParty({ settings }: SignInKit, mode: Mode, options: AuthenticateOptions): boolean {
  return settings.ownsRpId === true && mode === 'smart' && !options.accept && !options.secondFactor;
}

/** The password manager may stop offering the passkey. */
async function signalUnknown(
  kit: SignInKit,
  credentialId: string,
  { publicKey }: LoginOptions,
): Promise<void> {
  const part = await import('../../webauthn/signals.ts').catch(() => undefined);
  part?.signalsFor(kit.settings.rpId).unknown(credentialId, publicKey.rpId);
}

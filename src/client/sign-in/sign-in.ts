import { isPasskeyError, PasskeyError } from '../../errors.ts';
import type { AuthenticationResponseJSON } from '../../api/contract.ts';
import { getAssertion } from '../../webauthn/get.ts';
import { runCeremony } from '../ceremony.ts';
import type { Mediation } from '../../webauthn/browser-error.ts';
import type { BegunSignIn, SignInPrefetch, SignInTarget } from './options.ts';
import { toFamily } from '../mode.ts';
import type { Lease } from '../options-prefetch.ts';
import type { Hint, Mode, SignInOptions, SignInResult } from '../types.ts';
import type { SignInKit } from './context.ts';
import { toSignInResult, type ResultOptions } from './result.ts';
import type { PromptLock } from '../../webauthn/lock.ts';

/** The begin's options in the hands of one prompt. */
export interface LeasedOptions extends Lease<BegunSignIn> {
  readonly mode: Mode;
}

export type PromptStep = (signal: AbortSignal) => Promise<AuthenticationResponseJSON>;

export interface AuthenticateOptions extends SignInTarget, Pick<ResultOptions, 'accept'> {
  readonly ceremony: 'sign-in' | 'autofill';
  readonly mediation: Mediation;
  readonly hints?: readonly Hint[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onAnswer?: (() => void) | undefined;
  readonly inside?: PromptLock | undefined;
  /** Stands around the prompt: autofill takes it away in time and asks again. */
  readonly watch?: (
    lent: LeasedOptions,
    turn: PromptLock,
    ask: PromptStep,
  ) => Promise<AuthenticationResponseJSON>;
}

/** Signs in with a passkey that the person picks. */
export async function signIn(
  context: SignInKit,
  logins: SignInPrefetch,
  options: SignInOptions & Pick<AuthenticateOptions, 'inside' | 'accept'> = {},
): Promise<SignInResult> {
  const mediation = options.mediation ?? 'modal';
  if (mediation === 'immediate' && !(await context.support()).immediate) {
    throw new PasskeyError('unsupported', 'This browser has no immediate mode (capability immediateGet).');
  }
  return authenticate(context, logins, { ...options, ceremony: 'sign-in', mediation });
}

/** The one way from a begin to a signed-in person, for a prompt, for autofill and for immediate mode. */
export function authenticate(
  context: SignInKit,
  logins: SignInPrefetch,
  options: AuthenticateOptions,
): Promise<SignInResult> {
  return runCeremony(context, {
    ...options,
    call: 'get',
    begin: async (turn) => {
      if (options.mediation !== 'modal') await requireSmart(logins);
      const lent = await logins.ahead.take(toTarget(options), turn.signal);
      return { ...lent, mode: lent.options.mode };
    },
    prompt: (lent, turn) => prompt(context, lent, turn, options),
    complete: (answer, lent, turn) => complete(context, answer, lent, turn, options),
  });
}

const toTarget = ({ identifier, secondFactor }: SignInTarget): SignInTarget => ({
  ...(identifier !== undefined && { identifier }),
  ...(secondFactor && { secondFactor }),
});

/** What the browser offers by itself are discoverable credentials: Classic's begin asks for somebody's. */
async function requireSmart(logins: SignInPrefetch): Promise<void> {
  if ((await logins.mode()) === 'smart') return;
  throw new PasskeyError('unsupported', 'Autofill and immediate mode need a workspace in Smart mode.');
}

async function prompt(
  context: SignInKit,
  lent: LeasedOptions,
  turn: PromptLock,
  options: AuthenticateOptions,
) {
  const { mediation, hints, watch } = options;
  const publicKey = { ...lent.options.publicKey, ...(hints && { hints: [...hints] }) };
  const ask: PromptStep = (signal) => getAssertion(publicKey, { clock: context.clock, signal, mediation });
  let answered = true;
  try {
    return await (watch ? watch(lent, turn, ask) : ask(turn.signal));
  } catch (error) {
    answered = mediation !== 'conditional' || !isUnanswered(error);
    throw error;
  } finally {
    lent.settle(answered ? 'spent' : 'unspent');
  }
}

/** The browser itself said that it gave no assertion: the challenge has not been used. */
function isUnanswered(error: unknown): boolean {
  return isPasskeyError(error) && error.cause instanceof DOMException;
}

async function complete(
  context: SignInKit,
  answer: AuthenticationResponseJSON,
  { mode, options: begun }: LeasedOptions,
  { signal }: PromptLock,
  options: AuthenticateOptions,
): Promise<SignInResult> {
  const { ceremony, accept } = options;
  const body = { ...answer };
  const reshaped = context.settings.onComplete?.(body, { ceremony, mode }) ?? body;
  try {
    const reply = await context.signIn().loginComplete(toFamily(mode), reshaped, { signal });
    signal.throwIfAborted();
    context.memory.rememberUse(answer.id);
    return await toSignInResult(context, reply, {
      by: 'passkey',
      attachment: answer.authenticatorAttachment,
      accept,
    });
  } catch (error) {
    const isUnknown = isPasskeyError(error) && error.code === 'unknown_credential';
    if (isUnknown && speaksForRelyingParty(context, mode, options))
      void signalUnknown(context, answer.id, begun);
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
  context: SignInKit,
  credentialId: string,
  { publicKey }: BegunSignIn,
): Promise<void> {
  const part = await import('../../webauthn/signals.ts').catch(() => undefined);
  part?.createSignals(context.settings.rpId).unknown(credentialId, publicKey.rpId);
}

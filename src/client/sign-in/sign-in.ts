import { isPasskeyError, PasskeyError } from '../../errors.ts';
import type { AuthenticationResponseJSON } from '../../api/contract.ts';
import type { Mediation } from '../../webauthn/browser-error.ts';
import { getAssertion } from '../../webauthn/get.ts';
import type { PromptLock } from '../../webauthn/lock.ts';
import { runCeremony } from '../ceremony.ts';
import type { ClientContext } from '../context.ts';
import { toFamily } from '../mode.ts';
import type { Lease } from '../options-prefetch.ts';
import type { Mode, SignInOptions, SignInResult } from '../types.ts';
import { signInCalls, type BegunSignIn, type SignInPrefetch } from './options.ts';
import { toSignInResult, type ResultOptions } from './result.ts';

/** Request options leased to one prompt. */
export interface LeasedOptions extends Lease<BegunSignIn> {
  readonly mode: Mode;
}

/** `parent` and `accept` belong to a step-up. */
export interface OwnSignInOptions extends SignInOptions, Pick<ResultOptions, 'accept'> {
  readonly parent?: PromptLock | undefined;
}

export interface AuthenticateOptions extends Omit<OwnSignInOptions, 'mediation'> {
  readonly ceremony: 'sign-in' | 'autofill';
  readonly mediation: Mediation;
  /** Called when the prompt begins; the function that it returns is called when the prompt has ended. */
  readonly onPrompt?: (lease: LeasedOptions) => () => void;
}

/** Signs in with a passkey that the person picks. */
export async function signIn(
  context: ClientContext,
  prefetch: SignInPrefetch,
  options: OwnSignInOptions = {},
): Promise<SignInResult> {
  const mediation = options.mediation ?? 'modal';
  if (mediation === 'immediate' && !(await context.support()).immediate) {
    throw new PasskeyError('unsupported', 'This browser has no immediate mode (capability immediateGet).');
  }
  return authenticate(context, prefetch, { ...options, ceremony: 'sign-in', mediation });
}

/** The ceremony of a sign-in by prompt, by autofill and in immediate mode. */
export function authenticate(
  context: ClientContext,
  prefetch: SignInPrefetch,
  options: AuthenticateOptions,
): Promise<SignInResult> {
  return runCeremony(context, {
    ...options,
    call: 'get',
    begin: ({ signal }) => leaseOptions(prefetch, options, signal),
    prompt: (lease, { signal }) => prompt(context, lease, signal, options),
    complete: (answer, lease, { signal }) => completeAuthentication(context, answer, lease, signal, options),
  });
}

/** The options of one prompt. */
export async function leaseOptions(
  prefetch: SignInPrefetch,
  options: Pick<AuthenticateOptions, 'mediation' | 'identifier' | 'secondFactor'>,
  signal: AbortSignal,
): Promise<LeasedOptions> {
  if (options.mediation !== 'modal') await requireSmart(prefetch);
  const lease = await prefetch.take(options, signal);
  return { ...lease, mode: lease.options.mode };
}

/** Autofill and immediate mode offer discoverable credentials; a Classic begin asks for those of one person. */
async function requireSmart(prefetch: SignInPrefetch): Promise<void> {
  if ((await prefetch.mode()) === 'smart') return;
  throw new PasskeyError('unsupported', 'Autofill and immediate mode need a workspace in Smart mode.');
}

async function prompt(
  { clock }: ClientContext,
  lease: LeasedOptions,
  signal: AbortSignal,
  { mediation, hints, onPrompt }: AuthenticateOptions,
): Promise<AuthenticationResponseJSON> {
  const publicKey = { ...lease.options.publicKey, ...(hints && { hints: [...hints] }) };
  const onEnd = onPrompt?.(lease);
  try {
    const answer = await getAssertion(publicKey, { clock, signal, mediation });
    lease.consume();
    return answer;
  } catch (error) {
    if (mediation === 'conditional' && isUnanswered(error)) lease.release();
    else lease.consume();
    throw error;
  } finally {
    onEnd?.();
  }
}

/** True if the browser gave no assertion, so that the challenge can be used again. */
const isUnanswered = (error: unknown): boolean =>
  isPasskeyError(error) && error.cause instanceof DOMException;

/** Has the server verify the answer to a prompt. */
export async function completeAuthentication(
  context: ClientContext,
  answer: AuthenticationResponseJSON,
  { mode, options: { publicKey } }: LeasedOptions,
  signal: AbortSignal,
  options: Pick<AuthenticateOptions, 'ceremony' | 'accept' | 'identifier' | 'secondFactor'>,
): Promise<SignInResult> {
  const { ceremony, accept } = options;
  const body = { ...answer };
  const reshaped = context.settings.onComplete(body, { ceremony, mode });
  try {
    const reply = await signInCalls(context).loginComplete(toFamily(mode), reshaped, { signal });
    signal.throwIfAborted();
    context.memory.rememberUse(answer.id);
    const attachment = answer.authenticatorAttachment;
    const fields = { identifier: options.identifier };
    return await toSignInResult(context, reply, { by: 'passkey', attachment, accept, fields });
  } catch (error) {
    const isUnknown = isPasskeyError(error) && error.code === 'unknown_credential';
    if (isUnknown && speaksForRelyingParty(context, mode, options))
      void signalUnknown(context, answer.id, publicKey.rpId);
    throw error;
  }
}

/**
 * True if a passkey that is unknown here works nowhere else. Pools, tenants and other applications may share an RP ID,
 * which nothing in a ceremony shows: only the integrator can state it. And an answer about one person, at a step-up or
 * as a second factor, does not concern the passkeys of others.
 */
const speaksForRelyingParty = (
  { settings }: ClientContext,
  mode: Mode,
  { accept, secondFactor }: Pick<AuthenticateOptions, 'accept' | 'secondFactor'>,
): boolean => settings.ownsRpId === true && mode === 'smart' && !accept && !secondFactor;

/** The password manager may stop offering the passkey. */
async function signalUnknown(
  { settings }: ClientContext,
  credentialId: string,
  rpId: string | undefined,
): Promise<void> {
  const part = await import('../../webauthn/signals.ts').catch(() => undefined);
  part?.createSignals(settings.rpId).unknown(credentialId, rpId);
}

import type {
  CreateCompleteReply,
  CredentialCreation,
  RegisterCompleteReply,
  RegistrationResponseJSON,
} from '../../api/contract.ts';
import type { FormReply } from '../../api/sign-in.ts';
import type { PromptLock } from '../../webauthn/lock.ts';
import { expectInLists, expectNoLonger } from '../../webauthn/signals.ts';
import { createSignals } from '../../webauthn/signals.ts';
import type { ClientContext } from '../context.ts';
import { toFamily } from '../mode.ts';
import { OptionsPrefetch } from '../options-prefetch.ts';
import { isRefusal, registerCredential } from '../registration/register.ts';
import type { EnrollOptions, Mode, SignInResult } from '../types.ts';
import { signInCalls, signInContext, type SignInPrefetch } from './options.ts';
import { toSignInResult } from './result.ts';
import { authenticate } from './sign-in.ts';

/** Sign-up of people who have no account yet. */
export interface SignUpApi {
  /** Fetches the options of one person's sign-up, so that the click prompts without waiting. Never throws. */
  prepare(identifier: string): void;
  signUp(identifier: string, options?: EnrollOptions): Promise<SignInResult>;
}

export function createSignUpApi(context: ClientContext, signIns: SignInPrefetch): SignUpApi {
  const prefetch = new OptionsPrefetch<SignUpRequest, BegunSignUp>(context.clock, {
    fetch: (request) => signIns.detector.begin((mode) => begin(context, mode, request)),
    matches: (begun, { identifier }) => begun.identifier === identifier,
  });
  return {
    // Once: a refusal, e.g. of a name that is taken, is no reason to ask again behind the person's back.
    prepare: (identifier) => void prefetch.get({ identifier }).catch(ignore),
    signUp: (identifier, options = {}) => signUp(context, { signIns, prefetch }, identifier, options),
  };
}

interface SignUpRequest {
  readonly identifier: string;
}

interface Prefetches {
  readonly signIns: SignInPrefetch;
  readonly prefetch: OptionsPrefetch<SignUpRequest, BegunSignUp>;
}

/** Creates an account together with its first passkey. */
function signUp(
  context: ClientContext,
  { signIns, prefetch }: Prefetches,
  identifier: string,
  options: EnrollOptions,
): Promise<SignInResult> {
  return registerCredential(context, {
    ...options,
    ceremony: 'sign-up',
    begin: async ({ signal }) => {
      const lease = await prefetch.take({ identifier }, signal);
      lease.consume();
      return lease.options;
    },
    complete: async (credential, begun, lock) => {
      const reply = await complete(context, credential, begun, lock.signal);
      lock.signal.throwIfAborted();
      context.memory.rememberUse(credential.id);
      if (isRegistration(reply)) return signInWithNewPasskey(context, signIns, identifier, lock);
      const attachment = credential.authenticatorAttachment;
      return toSignInResult(context, reply, { by: 'passkey', attachment, fields: { identifier } });
    },
  });
}

/** For a server that creates the account and signs in nobody. */
function signInWithNewPasskey(
  context: ClientContext,
  prefetch: SignInPrefetch,
  identifier: string,
  lock: PromptLock,
): Promise<SignInResult> {
  const { signal } = lock;
  const options = { ceremony: 'sign-in', mediation: 'modal', identifier, signal, parent: lock } as const;
  return authenticate(context, prefetch, options);
}

interface BegunSignUp extends CredentialCreation, SignUpRequest {
  readonly mode: Mode;
}

async function begin(
  context: ClientContext,
  mode: Mode,
  { identifier }: SignUpRequest,
): Promise<BegunSignUp> {
  const { settings } = context;
  const body = { identifier, ...signInContext(settings) };
  const reshaped = settings.onBegin(body, { ceremony: 'sign-up', mode });
  const { publicKey } = await signInCalls(context).registerBegin(toFamily(mode), reshaped);
  return { publicKey, mode, identifier };
}

/**
 * A passkey that the server refused must not stay in the password manager. No list can confirm a refusal that is only
 * inferred, and the account may have no other passkey: then nothing is signalled.
 */
async function complete(
  context: ClientContext,
  credential: RegistrationResponseJSON,
  { publicKey, mode }: BegunSignUp,
  signal: AbortSignal,
): Promise<RegisterCompleteReply | FormReply> {
  const { settings } = context;
  const body = settings.onComplete({ ...credential }, { ceremony: 'sign-up', mode });
  expectInLists(credential.id, publicKey.user.id);
  try {
    return await signInCalls(context).registerComplete(toFamily(mode), body, { signal });
  } catch (error) {
    if (isRefusal(error) && !error.inferred) {
      expectNoLonger(credential.id);
      createSignals(settings.rpId).unknown(credential.id, publicKey.rp.id);
    }
    throw error;
  }
}

const isRegistration = (reply: RegisterCompleteReply | FormReply): reply is CreateCompleteReply =>
  'credentials' in reply;

const ignore = (): undefined => undefined;

import { createSignals } from '../../webauthn/signals.ts';
import type { PromptLock } from '../../webauthn/lock.ts';
import type { ClientContext } from '../context.ts';
import { isAtCapacity, mayBeLimit, withCode } from '../management/refusal.ts';
import type { StepUp } from '../management/step-up.ts';
import { toFamily } from '../mode.ts';
import type { EnrolledPasskey, EnrollOptions, CallOptions } from '../types.ts';
import { completeRegistration, type NewPasskey, type FollowUp, registerCredential } from './register.ts';
import {
  ensureSamePerson,
  type RegistrationOptions,
  type RegistrationPrefetch,
  beginRegistration,
} from './options.ts';
import { anySignal, withTimeout } from '../../async.ts';

/** Creates a passkey for the signed-in person, in the active mode, and names it. */
export function enroll(
  context: ClientContext,
  { prefetch, followUp, stepUp }: EnrollParts,
  options: EnrollOptions = {},
): Promise<EnrolledPasskey> {
  return registerCredential(context, {
    ...options,
    ceremony: 'enroll',
    begin: async (lock) => {
      const before = context.session.count;
      const take = () => {
        const { count: session } = context.session;
        return prefetch.take({ session, afterStepUp: session !== before }, lock.signal);
      };
      const lease = await stepUp(take, { signal: lock.signal, parent: lock });
      lease.consume();
      return lease.options;
    },
    check: ensureSamePerson,
    complete: (credential, begun, lock) => {
      const made = newPasskey(context, 'enroll', credential, begun, lock);
      const send = () => stepUp(() => made.send(), { signal: lock.signal, parent: lock });
      return completeOwn(context, followUp, {
        ...made,
        send,
        name: options.name,
        kindNames: options.kindNames,
      });
    },
  });
}

/** Completes a registration by the person; this browser remembers the passkey as used here. */
export async function completeOwn(
  { clock, memory }: ClientContext,
  followUp: FollowUp,
  made: NewPasskey,
): Promise<EnrolledPasskey> {
  const passkey = await completeRegistration(clock, followUp, made);
  memory.rememberUse(passkey.credentialId);
  return passkey;
}

export interface EnrollParts {
  readonly prefetch: RegistrationPrefetch;
  readonly followUp: FollowUp;
  readonly stepUp: StepUp;
}

/** The calls of self-service for a new passkey. The name is sent although the page may be left. */
export function newPasskey(
  { settings }: ClientContext,
  ceremony: 'enroll' | 'upgrade',
  credential: NewPasskey['credential'],
  begun: RegistrationOptions,
  { signal }: PromptLock,
): NewPasskey {
  const { mode, service, publicKey, profile } = begun;
  const signals = createSignals(settings.rpId);
  const body = settings.onComplete({ ...credential }, { ceremony, mode });
  return {
    credential,
    begun,
    signal,
    send: () =>
      service.createComplete(toFamily(mode), body, { signal }).catch((error: unknown) => {
        const isFull = mayBeLimit(error) && isAtCapacity(profile, settings.capacity);
        throw isFull ? withCode(error, 'capacity_reached') : error;
      }),
    load: (options) => service.me(options),
    rename: (id, name) => service.rename(id, name, { keepalive: true }),
    onRefused: () => signals.unknown(credential.id, publicKey.rp.id),
  };
}

/** Milliseconds that a person is held by it at most. */
const limitMs = 2000;

/**
 * Silent creation (Web Authentication Level 3, section 5.1.3, mediation "conditional"), right after a password sign-in.
 * The person is neither asked nor informed: every failure is `undefined`. Where the page obtained the tokens by itself,
 * only the page knows whether by a password.
 */
export async function upgrade(
  context: ClientContext,
  followUp: FollowUp,
  { signal }: CallOptions = {},
): Promise<EnrolledPasskey | undefined> {
  if (!context.settings.upgrade || context.session.by === 'passkey') return undefined;
  const late = new AbortController();
  const registering = new SilentRegistration(context, followUp);
  const creating = registering.run(signal ? anySignal(signal, late.signal) : late.signal);
  const passkey = await withTimeout(context.clock, limitMs, creating.catch(ignore), undefined);
  // A passkey that exists already is completed behind.
  if (!registering.isAnswered) late.abort();
  return passkey;
}

class SilentRegistration {
  readonly #context: ClientContext;
  readonly #followUp: FollowUp;
  /** The browser has created a passkey. */
  isAnswered = false;

  constructor(context: ClientContext, followUp: FollowUp) {
    this.#context = context;
    this.#followUp = followUp;
  }

  async run(signal: AbortSignal): Promise<EnrolledPasskey | undefined> {
    const { conditionalCreate } = await this.#context.support();
    if (!conditionalCreate || signal.aborted) return undefined;
    const mediation = 'conditional';
    return registerCredential(this.#context, {
      ceremony: 'upgrade',
      signal,
      mediation,
      begin: (lock) => beginRegistration(this.#context, { mediation, signal: lock.signal }),
      complete: (credential, begun, lock) => {
        this.isAnswered = true;
        const made = newPasskey(this.#context, 'upgrade', credential, begun, lock);
        return completeOwn(this.#context, this.#followUp, made);
      },
    });
  }
}

const ignore = (): undefined => undefined;

import { createSignals } from '../../webauthn/signals.ts';
import type { PromptLock } from '../../webauthn/lock.ts';
import type { ClientContext } from '../context.ts';
import { isAtCapacity, mayBeLimit, withCode } from '../management/refusal.ts';
import type { StepUp } from '../management/step-up.ts';
import { toFamily } from '../mode.ts';
import type { CallOptions, EnrolledPasskey, EnrollOptions, PromptCallOptions } from '../types.ts';
import { prepareDefaultName } from './default-name.ts';
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
    check: (begun) => {
      prepareDefaultName(options);
      return ensureSamePerson(begun);
    },
    complete: (credential, begun, lock) => {
      const made = newPasskey(context, 'enroll', credential, begun, lock);
      const send = () => stepUp(() => made.send(), { signal: lock.signal, parent: lock });
      const { name, kindNames } = options;
      return completeRegistration(context.clock, followUp, { ...made, send, name, kindNames });
    },
  });
}

export interface EnrollParts {
  readonly prefetch: RegistrationPrefetch;
  readonly followUp: FollowUp;
  readonly stepUp: StepUp;
}

/** The calls of self-service for a new passkey. The name is sent although the page may be left. */
function newPasskey(
  { settings, memory }: ClientContext,
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
    onAccepted: () => memory.rememberUse(credential.id),
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
  const progress = { isAnswered: false };
  const creating = createSilently(context, followUp, {
    signal: signal ? anySignal(signal, late.signal) : late.signal,
    onAnswer: () => (progress.isAnswered = true),
  });
  const passkey = await withTimeout(context.clock, limitMs, creating.catch(ignore), undefined);
  // A passkey that exists already is completed behind.
  if (!progress.isAnswered) late.abort();
  return passkey;
}

async function createSilently(
  context: ClientContext,
  followUp: FollowUp,
  options: Required<Pick<PromptCallOptions, 'signal' | 'onAnswer'>>,
): Promise<EnrolledPasskey | undefined> {
  const { conditionalCreate } = await context.support();
  if (!conditionalCreate || options.signal.aborted) return undefined;
  const mediation = 'conditional';
  return registerCredential(context, {
    ...options,
    ceremony: 'upgrade',
    mediation,
    begin: ({ signal }) => beginRegistration(context, { mediation, signal }),
    complete: (credential, begun, lock) =>
      completeRegistration(context.clock, followUp, newPasskey(context, 'upgrade', credential, begun, lock)),
  });
}

const ignore = (): undefined => undefined;

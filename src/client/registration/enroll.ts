import { createSignals } from '../../webauthn/signals.ts';
import type { PromptLock } from '../../webauthn/lock.ts';
import type { ClientContext } from '../context.ts';
import { isAtCapacity, mayBeLimit, withCode } from '../management/refusal.ts';
import type { StepUp } from '../management/step-up.ts';
import { toFamily } from '../mode.ts';
import type { EnrolledPasskey, EnrollOptions } from '../types.ts';
import { completeRegistration, type NewPasskey } from './complete.ts';
import type { FollowUp } from './follow-up.ts';
import { ensureSamePerson, type RegistrationOptions, type RegistrationPrefetch } from './options.ts';
import { registerCredential } from './register.ts';

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
  const body = settings.onComplete?.({ ...credential }, { ceremony, mode }) ?? credential;
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

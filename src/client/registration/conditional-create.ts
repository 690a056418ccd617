import { anySignal } from '../../async/abort.ts';
import { withTimeout } from '../../async/clock.ts';
import type { ClientContext } from '../context.ts';
import type { CallOptions, EnrolledPasskey } from '../types.ts';
import { completeOwn, newPasskey } from './enroll.ts';
import type { FollowUp } from './follow-up.ts';
import { beginRegistration } from './options.ts';
import { registerCredential } from './register.ts';

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

import { either } from '../../async/abort.ts';
import { createPasskey } from '../../webauthn/create.ts';
import { hold } from '../ceremony.ts';
import { beginEnrolment } from './options.ts';
import type { SignedInKit } from '../management/management-api.ts';
import type { CallOptions, EnrolledPasskey } from '../types.ts';
import { completeEnrolment, withoutStepUp } from './complete.ts';

/** Milliseconds: a password manager that has not made a passkey by then will not. */
const patience = 10_000;

/**
 * Silent creation (Web Authentication Level 3, section 5.1.3, mediation "conditional"), right after a password
 * sign-in. Nobody is asked and nobody is told: every other outcome is `undefined`. Where the page brought the tokens,
 * it is the page that knows how they came.
 */
export async function upgrade(
  kit: SignedInKit,
  { signal }: CallOptions = {},
): Promise<EnrolledPasskey | undefined> {
  if (!kit.settings.upgrade || kit.session.by === 'passkey') return undefined;
  if (!(await kit.support()).conditionalCreate) return undefined;
  const ending = new AbortController();
  const cancel = kit.clock.after(patience, () => ending.abort());
  try {
    return await create(kit, signal ? either(signal, ending.signal) : ending.signal);
  } catch {
    return undefined;
  } finally {
    cancel();
  }
}

function create(kit: SignedInKit, signal: AbortSignal): Promise<EnrolledPasskey> {
  return hold(kit, {
    ceremony: 'upgrade',
    call: 'create',
    signal,
    begin: (turn) => beginEnrolment(kit, { mediation: 'conditional', signal: turn.signal }),
    prompt: ({ publicKey }, turn) =>
      createPasskey(publicKey, { clock: kit.clock, signal: turn.signal, mediation: 'conditional' }),
    complete: (answer, begun, turn) =>
      completeEnrolment(kit, { ceremony: 'upgrade', answer, begun, turn, stepUp: withoutStepUp }),
  });
}

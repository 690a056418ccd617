import { anySignal } from '../../async/abort.ts';
import { createPasskey } from '../../webauthn/create.ts';
import { runCeremony } from '../ceremony.ts';
import { beginRegistration } from './options.ts';
import type { ManagementContext } from '../management/management-api.ts';
import type { CallOptions, EnrolledPasskey } from '../types.ts';
import { completeRegistration, withoutStepUp } from './complete.ts';

/** Milliseconds: a password manager that has not made a passkey by then will not. */
const patience = 10_000;

/**
 * Silent creation (Web Authentication Level 3, section 5.1.3, mediation "conditional"), right after a password
 * sign-in. Nobody is asked and nobody is told: every other outcome is `undefined`. Where the page brought the tokens,
 * it is the page that knows how they came.
 */
export async function upgrade(
  context: ManagementContext,
  { signal }: CallOptions = {},
): Promise<EnrolledPasskey | undefined> {
  if (!context.settings.upgrade || context.session.by === 'passkey') return undefined;
  if (!(await context.support()).conditionalCreate) return undefined;
  const ending = new AbortController();
  const cancel = context.clock.after(patience, () => ending.abort());
  try {
    return await create(context, signal ? anySignal(signal, ending.signal) : ending.signal);
  } catch {
    return undefined;
  } finally {
    cancel();
  }
}

function create(context: ManagementContext, signal: AbortSignal): Promise<EnrolledPasskey> {
  return runCeremony(context, {
    ceremony: 'upgrade',
    call: 'create',
    signal,
    begin: (turn) => beginRegistration(context, { mediation: 'conditional', signal: turn.signal }),
    prompt: ({ publicKey }, turn) =>
      createPasskey(publicKey, { clock: context.clock, signal: turn.signal, mediation: 'conditional' }),
    complete: (answer, begun, turn) =>
      completeRegistration(context, { ceremony: 'upgrade', answer, begun, turn, stepUp: withoutStepUp }),
  });
}

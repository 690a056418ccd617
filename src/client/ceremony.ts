import { fromUnknown } from '../errors.ts';
import { ensurePromptPossible, type CredentialCall } from '../webauthn/environment.ts';
import { acquireLock, type LockOptions, type PromptLock } from '../webauthn/lock.ts';
import { changing } from '../webauthn/passkey-changes.ts';
import type { CeremonyContext } from './context.ts';
import { notify, type Emit } from './events.ts';
import type { Ceremony, CeremonyEvent, Mode } from './types.ts';

/** Begin, the browser's prompt, complete: the steps in which ceremonies differ. */
export interface CeremonySteps<Begun extends { readonly mode: Mode }, Answer, Result> extends LockOptions {
  readonly ceremony: Ceremony;
  readonly call: CredentialCall;
  /** Called between the prompt and `complete`. */
  readonly onAnswer?: (() => void) | undefined;
  begin(lock: PromptLock): Promise<Begun>;
  prompt(begun: Begun, lock: PromptLock): Promise<Answer>;
  complete(answer: Answer, begun: Begun, lock: PromptLock): Promise<Result>;
}

/**
 * Runs one ceremony under the page's lock. After an abort no further step begins, and it rejects with `aborted`.
 *
 * @throws PasskeyError for every failure
 */
export function runCeremony<Begun extends { readonly mode: Mode }, Answer, Result>(
  context: CeremonyContext,
  steps: CeremonySteps<Begun, Answer, Result>,
): Promise<Result> {
  const run = () => runExclusive(context, steps, (lock, emit) => runSteps(steps, lock, emit));
  return steps.call === 'create' ? changing(run) : run();
}

/** A use of the page's lock, with a prompt or without. */
export interface ExclusiveUse extends LockOptions {
  readonly ceremony: CeremonyEvent['ceremony'];
}

/**
 * Runs a function under the page's lock, and reports how it ended.
 *
 * @throws PasskeyError for every failure
 */
export async function runExclusive<Result>(
  context: CeremonyContext,
  use: ExclusiveUse,
  run: (lock: PromptLock, emit: Emit) => Promise<Result>,
): Promise<Result> {
  const emit = context.events(use.ceremony);
  const lock = acquireLock(context.clock, use);
  try {
    const result = await run(lock, emit);
    emit('done');
    return result;
  } catch (cause) {
    const error = fromUnknown(cause, lock.signal);
    emit('failed', { code: error.code });
    throw error;
  } finally {
    lock.release();
  }
}

async function runSteps<Begun extends { readonly mode: Mode }, Answer, Result>(
  steps: CeremonySteps<Begun, Answer, Result>,
  lock: PromptLock,
  emit: Emit,
): Promise<Result> {
  ensurePromptPossible(steps.call);
  if (lock.acquired) await lock.acquired;
  lock.signal.throwIfAborted();
  emit('begin');
  const begun = await steps.begin(lock);
  lock.signal.throwIfAborted();
  emit('prompt', { mode: begun.mode });
  const answer = await steps.prompt(begun, lock);
  lock.signal.throwIfAborted();
  emit('complete');
  if (steps.onAnswer) notify(steps.onAnswer);
  const result = await steps.complete(answer, begun, lock);
  lock.signal.throwIfAborted();
  return result;
}

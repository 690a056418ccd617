import { fromUnknown, isPasskeyError, type PasskeyErrorCode } from '../errors.ts';
import { ensurePromptPossible, type CredentialCall } from '../webauthn/environment.ts';
import { acquireLock, type LockOptions, type PromptLock } from '../webauthn/lock.ts';
import type { Ceremony, CeremonyEvent, Mode } from './types.ts';
import type { Clock } from '../async.ts';

/** What a ceremony needs of its client; a helpdesk's ceremonies have no more. */
export interface CeremonyContext {
  readonly clock: Clock;
  readonly events: CeremonyEvents;
}

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
  return runExclusive(context, steps, async (lock, emit) => {
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
  });
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

/** Reports one step of one ceremony to `onEvent`. */
export type Emit = (
  step: CeremonyEvent['step'],
  about?: { mode?: Mode | undefined; code?: PasskeyErrorCode },
) => void;

/** Starts the events of one ceremony. */
export type CeremonyEvents = (ceremony: CeremonyEvent['ceremony']) => Emit;

export function createEvents(
  clock: Clock,
  onEvent: ((event: CeremonyEvent) => void) | undefined,
): CeremonyEvents {
  return (ceremony) => {
    const began = clock.now();
    let mode: Mode | undefined;
    return (step, about = {}) => {
      mode = about.mode ?? mode;
      const { code } = about;
      const milliseconds = clock.now() - began;
      const event = { ceremony, step, milliseconds, ...(mode && { mode }), ...(code && { code }) };
      if (onEvent) notify(() => onEvent(event));
    };
  };
}

/** Runs a call without a prompt, and reports its begin and its end. */
export async function withEvents<T>(
  events: CeremonyEvents,
  ceremony: CeremonyEvent['ceremony'],
  run: () => Promise<T>,
): Promise<T> {
  const emit = events(ceremony);
  emit('begin');
  try {
    const result = await run();
    emit('done');
    return result;
  } catch (error) {
    emit('failed', { code: isPasskeyError(error) ? error.code : 'server_error' });
    throw error;
  }
}

/** Runs a hook of the page that nothing depends on. An error in it is reported to the page and stops nothing. */
export function notify(hook: () => void): void {
  try {
    hook();
  } catch (error) {
    globalThis.reportError?.(error);
  }
}

import { notify, type Emit } from './events.ts';
import type { ClientContext } from './context.ts';
import { ensurePromptPossible, type CredentialCall } from '../webauthn/environment.ts';
import { changing } from '../webauthn/passkey-changes.ts';
import type { Ceremony, CeremonyEvent, Mode } from './types.ts';
import { acquireLock, type PromptLock, type LockOptions } from '../webauthn/lock.ts';
import { fromUnknown } from './ceremony-error.ts';

/** Begin → the browser's prompt → complete: what differs between the ceremonies. */
export interface CeremonySteps<Begun extends { readonly mode: Mode }, Answer, Result> {
  readonly ceremony: Ceremony;
  readonly call: CredentialCall;
  /** Covers the requests, the prompt and the verification. */
  readonly signal?: AbortSignal | undefined;
  /** The turn in which this ceremony is held, e.g. a step-up inside an enrolment. */
  readonly inside?: PromptLock | undefined;
  /** Called between the prompt and `complete`. */
  readonly onAnswer?: (() => void) | undefined;
  begin(turn: PromptLock): Promise<Begun>;
  prompt(begun: Begun, turn: PromptLock): Promise<Answer>;
  complete(answer: Answer, begun: Begun, turn: PromptLock): Promise<Result>;
}

/**
 * Holds one ceremony on the page's one slot. After every step somebody may have left: then nothing further
 * happens and the ceremony rejects with `aborted`.
 *
 * @throws PasskeyError always one, whatever went wrong
 */
export function runCeremony<Begun extends { readonly mode: Mode }, Answer, Result>(
  context: Pick<ClientContext, 'clock' | 'events'>,
  steps: CeremonySteps<Begun, Answer, Result>,
): Promise<Result> {
  const run = () => runExclusive(context, steps, (turn, tell) => runSteps(steps, turn, tell));
  return steps.call === 'create' ? changing(run) : run();
}

/** What takes the page's one slot, whether it prompts or not. */
export interface TurnTaken extends LockOptions {
  readonly ceremony: CeremonyEvent['ceremony'];
}

/**
 * Runs something in a turn of its own, and tells how it ended.
 *
 * @throws PasskeyError always one, whatever went wrong
 */
export async function runExclusive<Result>(
  context: Pick<ClientContext, 'clock' | 'events'>,
  taken: TurnTaken,
  run: (turn: PromptLock, tell: Emit) => Promise<Result>,
): Promise<Result> {
  const tell = context.events(taken.ceremony);
  const turn = acquireLock(context.clock, taken);
  try {
    const result = await run(turn, tell);
    tell('done');
    return result;
  } catch (cause) {
    const error = fromUnknown(cause, turn.signal);
    tell('failed', { code: error.code });
    throw error;
  } finally {
    turn.leave();
  }
}

async function runSteps<Begun extends { readonly mode: Mode }, Answer, Result>(
  steps: CeremonySteps<Begun, Answer, Result>,
  turn: PromptLock,
  tell: Emit,
): Promise<Result> {
  ensurePromptPossible(steps.call);
  if (turn.ready) await turn.ready;
  turn.signal.throwIfAborted();
  tell('begin');
  const begun = await steps.begin(turn);
  turn.signal.throwIfAborted();
  tell('prompt', { mode: begun.mode });
  const answer = await steps.prompt(begun, turn);
  turn.signal.throwIfAborted();
  tell('complete');
  if (steps.onAnswer) notify(steps.onAnswer);
  const result = await steps.complete(answer, begun, turn);
  turn.signal.throwIfAborted();
  return result;
}

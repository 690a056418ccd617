import type { Tell } from './events.ts';
import type { Kit } from './context.ts';
import { ensurePromptPossible, type CredentialCall } from '../webauthn/environment.ts';
import { changing } from '../webauthn/passkey-changes.ts';
import type { Ceremony, CeremonyEvent, Mode } from './types.ts';
import { takeTurn, type Turn, type TurnOptions } from '../webauthn/lock.ts';
import { ceremonyError } from './ceremony-error.ts';

/** Begin → the browser's prompt → complete: what differs between the ceremonies. */
export interface Steps<Begun extends { readonly mode: Mode }, Answer, Result> {
  readonly ceremony: Ceremony;
  readonly call: CredentialCall;
  /** Covers the requests, the prompt and the verification. */
  readonly signal?: AbortSignal | undefined;
  /** The turn in which this ceremony is held, e.g. a step-up inside an enrolment. */
  readonly inside?: Turn | undefined;
  begin(turn: Turn): Promise<Begun>;
  prompt(begun: Begun, turn: Turn): Promise<Answer>;
  complete(answer: Answer, begun: Begun, turn: Turn): Promise<Result>;
}

/**
 * Holds one ceremony on the page's one slot. After every step somebody may have left: then nothing further
 * happens and the ceremony rejects with `aborted`.
 *
 * @throws PasskeyError always one, whatever went wrong
 */
export function hold<Begun extends { readonly mode: Mode }, Answer, Result>(
  kit: Pick<Kit, 'clock' | 'journal'>,
  steps: Steps<Begun, Answer, Result>,
): Promise<Result> {
  const run = () => inTurn(kit, steps, (turn, tell) => walk(steps, turn, tell));
  return steps.call === 'create' ? changing(run) : run();
}

/** What takes the page's one slot, whether it prompts or not. */
export interface TurnTaken extends TurnOptions {
  readonly ceremony: CeremonyEvent['ceremony'];
}

/**
 * Runs something in a turn of its own, and tells how it ended.
 *
 * @throws PasskeyError always one, whatever went wrong
 */
export async function inTurn<Result>(
  kit: Pick<Kit, 'clock' | 'journal'>,
  taken: TurnTaken,
  run: (turn: Turn, tell: Tell) => Promise<Result>,
): Promise<Result> {
  const tell = kit.journal(taken.ceremony);
  const turn = takeTurn(kit.clock, taken);
  try {
    const result = await run(turn, tell);
    tell('done');
    return result;
  } catch (cause) {
    const error = ceremonyError(cause, turn.signal);
    tell('failed', { code: error.code });
    throw error;
  } finally {
    turn.leave();
  }
}

async function walk<Begun extends { readonly mode: Mode }, Answer, Result>(
  steps: Steps<Begun, Answer, Result>,
  turn: Turn,
  tell: Tell,
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
  const result = await steps.complete(answer, begun, turn);
  turn.signal.throwIfAborted();
  return result;
}

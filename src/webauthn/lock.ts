import { withTimeout, type Clock } from '../async/clock.ts';

/**
 * One pending WebAuthn request per page. Chromium answers a second one with `OperationError`, and older iOS
 * fails unless the aborted one has settled. So a ceremony takes a turn: whoever holds the slot is stopped, and
 * the newcomer asks when the former has let go. The latest wins.
 *
 * The state belongs to the page and not to a client, on purpose: two elements, two clients or two copies of this
 * package still share one `navigator.credentials`. That is why it hangs on `globalThis` under a registered
 * symbol, and why its shape is small and must stay as it is.
 */
export interface PromptLock {
  /** Aborted with an `AbortError` when a newer turn begins, or when the caller gives up. */
  readonly signal: AbortSignal;
  /** Resolves when the former holder has let go; absent when nothing has to be waited for. */
  readonly ready?: Promise<void>;
  /** Gives the slot back. Calling it twice does no harm. */
  leave(): void;
}

export interface LockOptions {
  /** Ends the turn early. */
  readonly signal?: AbortSignal | undefined;
  /** The turn in which this one is taken, e.g. an enrolment that needs a step-up: it is not stopped. */
  readonly inside?: PromptLock | undefined;
}

interface Holder {
  stop(): void;
  readonly left: Promise<void>;
}

interface Slot {
  holder?: Holder | undefined;
  readonly waiting: Set<() => void>;
}

const key = Symbol.for('connect-passkeys.slot');

/** How long a newcomer waits for a holder that ignores its signal, in milliseconds. */
const patience = 1000;

/** Takes the slot at once. */
export function acquireLock(clock: Clock, { signal, inside }: LockOptions = {}): PromptLock {
  const slot = pageLock();
  const former = slot.holder;
  const ending = new AbortController();
  const end = (why: string): void => ending.abort(new DOMException(why, 'AbortError'));
  const departure = deferRelease();
  const holder: Holder = {
    stop: () => end('Another ceremony has begun on this page.'),
    left: departure.left,
  };
  slot.holder = holder;
  const giveUp = (): void => end('The caller gave up.');
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp);
  const leave = (): void => {
    signal?.removeEventListener('abort', giveUp);
    departure.leave();
    if (slot.holder === holder) release(slot, inside && former);
  };
  if (inside || !former) return { signal: ending.signal, leave };
  former.stop();
  return { signal: ending.signal, leave, ready: withTimeout(clock, patience, former.left, undefined) };
}

/** Calls back once, as soon as nobody holds the slot; returns how to undo it. */
export function whenReleased(run: () => void): () => void {
  const slot = pageLock();
  if (slot.holder) slot.waiting.add(run);
  else run();
  return () => slot.waiting.delete(run);
}

export function isReleased(): boolean {
  return pageLock().holder === undefined;
}

function release(slot: Slot, outer: Holder | undefined): void {
  slot.holder = outer;
  if (outer) return;
  const waiting = [...slot.waiting];
  slot.waiting.clear();
  for (const run of waiting) whenReleased(run);
}

function deferRelease() {
  let leave!: () => void;
  const left = new Promise<void>((resolve) => (leave = resolve));
  return { left, leave };
}

function pageLock(): Slot {
  const page = globalThis as { [key]?: Slot };
  return (page[key] ??= { waiting: new Set() });
}

import type { Clock } from './clock.ts';
import { within } from './clock.ts';

/**
 * One pending WebAuthn request per page. Chromium answers a second one with `OperationError`, and older iOS
 * fails unless the aborted one has settled. So a ceremony takes a turn: whoever holds the slot is stopped, and
 * the newcomer asks when the former has let go. The latest wins.
 *
 * The state belongs to the page and not to a client, on purpose: two elements, two clients or two copies of this
 * package still share one `navigator.credentials`. That is why it hangs on `globalThis` under a registered
 * symbol, and why its shape is small and must stay as it is.
 */
export interface Turn {
  /** Aborted with an `AbortError` when a newer turn begins, or when the caller gives up. */
  readonly signal: AbortSignal;
  /** Resolves when the former holder has let go; absent when the slot was free and nothing has to be waited for. */
  readonly ready?: Promise<void>;
  /** Gives the slot back. Calling it twice does no harm. */
  leave(): void;
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

/** Takes the slot at once; `caller` ends the turn early. */
export function takeTurn(clock: Clock, caller?: AbortSignal): Turn {
  const slot = pageSlot();
  const former = slot.holder;
  const ending = new AbortController();
  let letGo!: () => void;
  const left = new Promise<void>((resolve) => (letGo = resolve));
  const stop = (): void =>
    ending.abort(new DOMException('Another ceremony has begun on this page.', 'AbortError'));
  const giveUp = (): void => ending.abort(new DOMException('The caller gave up.', 'AbortError'));
  const holder: Holder = { stop, left };
  slot.holder = holder;
  former?.stop();
  caller?.addEventListener('abort', giveUp, { once: true });
  if (caller?.aborted) giveUp();
  const leave = (): void => {
    caller?.removeEventListener('abort', giveUp);
    letGo();
    if (slot.holder === holder) release(slot);
  };
  return {
    signal: ending.signal,
    leave,
    ...(former && { ready: within(clock, patience, former.left, undefined) }),
  };
}

/** Calls back once, as soon as nobody holds the slot; returns how to undo it. */
export function whenFree(run: () => void): () => void {
  const slot = pageSlot();
  if (slot.holder) slot.waiting.add(run);
  else run();
  return () => slot.waiting.delete(run);
}

function release(slot: Slot): void {
  slot.holder = undefined;
  const waiting = [...slot.waiting];
  slot.waiting.clear();
  for (const run of waiting) whenFree(run);
}

function pageSlot(): Slot {
  const page = globalThis as { [key]?: Slot };
  return (page[key] ??= { waiting: new Set() });
}

import { withTimeout, type Clock } from '../async.ts';

/**
 * A page-wide lock for `navigator.credentials`, which takes one request at a time: Chromium answers a second one with
 * `OperationError`, and older iOS fails unless the aborted one has settled. A new request aborts the current holder and
 * waits until it has released the lock. The latest request wins.
 *
 * The lock belongs to the page and not to a client: two elements, two clients or two copies of this package share one
 * `navigator.credentials`. It is therefore kept on `globalThis` under a registered symbol. Copies of different versions
 * meet there, so the symbol and the shape of its value must stay as they are.
 */
export interface PromptLock {
  /** Aborted with an `AbortError` when another ceremony takes the lock, or when the caller's own signal aborts. */
  readonly signal: AbortSignal;
  /** Resolves when the former holder has released the lock; absent when the lock was free. */
  readonly acquired?: Promise<void>;
  /** May be called more than once. */
  release(): void;
}

export interface LockOptions {
  /** Aborts the lock's own signal. */
  readonly signal?: AbortSignal | undefined;
  /** The lock of an outer ceremony, e.g. of an enrolment that needs a step-up: it is not aborted. */
  readonly parent?: PromptLock | undefined;
}

interface Holder {
  /** Aborts the holder. */
  stop(): void;
  /** Resolves when the holder has released the lock. */
  readonly left: Promise<void>;
}

/** The value under the symbol. */
interface LockState {
  holder?: Holder | undefined;
  /** Callbacks of `whenReleased`. */
  readonly waiting: Set<() => void>;
}

const key = Symbol.for('connect-passkeys.slot');

/** Milliseconds to wait for a holder that ignores its signal. */
const releaseTimeoutMs = 1000;

/** Makes the caller the holder at once; it may prompt when `acquired` has resolved. */
export function acquireLock(clock: Clock, { signal, parent }: LockOptions = {}): PromptLock {
  const state = pageLock();
  const outer = state.holder;
  const controller = new AbortController();
  const abort = (reason: string): void => controller.abort(new DOMException(reason, 'AbortError'));
  let leave!: () => void;
  const left = new Promise<void>((resolve) => (leave = resolve));
  const holder: Holder = { stop: () => abort('Another ceremony has begun on this page.'), left };
  state.holder = holder;
  const onCallerAbort = (): void => abort('The caller aborted.');
  if (signal?.aborted) onCallerAbort();
  signal?.addEventListener('abort', onCallerAbort);
  const former = parent ? undefined : outer;
  former?.stop();
  const acquired = former && withTimeout(clock, releaseTimeoutMs, former.left, undefined);
  let isAcquired = acquired === undefined;
  void acquired?.then(() => (isAcquired = true));
  const end = (): void => {
    leave();
    if (state.holder === holder) passOn(state, parent && outer);
  };
  const release = (): void => {
    signal?.removeEventListener('abort', onCallerAbort);
    // A holder that needs no prompt may be done before the former one is: the next one waits for both.
    if (isAcquired) end();
    else void acquired?.then(end);
  };
  return { signal: controller.signal, ...(acquired && { acquired }), release };
}

/** Calls back once, at once when the lock is free, else when it is released. Returns a function that cancels it. */
export function whenReleased(callback: () => void): () => void {
  const state = pageLock();
  if (state.holder) state.waiting.add(callback);
  else callback();
  return () => state.waiting.delete(callback);
}

/** True while a ceremony of this page, of any client, holds the lock. */
export function isHeld(): boolean {
  return pageLock().holder !== undefined;
}

/** Hands the lock back to the outer holder, else to the callbacks that wait; the first of them may take it again. */
function passOn(state: LockState, outer: Holder | undefined): void {
  state.holder = outer;
  if (outer) return;
  const waiting = [...state.waiting];
  state.waiting.clear();
  for (const callback of waiting) whenReleased(callback);
}

function pageLock(): LockState {
  const page = globalThis as { [key]?: LockState };
  return (page[key] ??= { waiting: new Set() });
}

import { fromUnknown, type PasskeyErrorCode } from '../../errors.ts';
import { anySignal, sleep } from '../../async.ts';
import { isHeld, whenReleased } from '../../webauthn/lock.ts';
import type { ClientContext } from '../context.ts';
import { notify } from '../ceremony.ts';
import { Renewal } from '../renewal.ts';
import type { AutofillOptions } from '../types.ts';
import type { SignInPrefetch } from './options.ts';
import { authenticate, type LeasedOptions } from './sign-in.ts';

/** `aborted`: another ceremony took the lock, or autofill was stopped. `unavailable`: a retry would not help. */
type Outcome = 'signed-in' | 'aborted' | 'renewed' | 'failed' | 'unavailable';

/** Milliseconds after an outcome: the page reacts first, by a navigation or by stopping autofill. */
const pauseMs = 1000;

/** Milliseconds between requests that fail at once. */
const maxPauseMs = 60_000;

/** Milliseconds; a failure sooner than this was a rejection at once. */
const atOnceMs = 5000;

/** Conditions that do not change while the page is open. */
const lastingErrors: ReadonlySet<PasskeyErrorCode> = new Set([
  'unsupported',
  'insecure_context',
  'blocked_by_policy',
  'wrong_domain',
  'mode_mismatch',
  'mechanism_disabled',
  'configuration',
]);

/**
 * A conditional request that is pending whenever no other ceremony is. It is renewed before its challenge expires, and
 * made again after every outcome, after every other ceremony, and after a return from the back-forward cache. A hidden
 * page does not abort it, because the picker of the system or of a password manager may cover the page.
 */
export class Autofill {
  readonly #context: ClientContext;
  readonly #prefetch: SignInPrefetch;
  readonly #options: AutofillOptions;

  constructor(context: ClientContext, prefetch: SignInPrefetch, options: AutofillOptions) {
    this.#context = context;
    this.#prefetch = prefetch;
    this.#options = options;
  }

  /** @param stopped ends it for good */
  start(stopped: AbortSignal): void {
    if (stopped.aborted) return;
    let visit = new AbortController();
    const leave = (): void => visit.abort();
    const enter = (): void => {
      leave();
      visit = new AbortController();
      void this.#offer(visit.signal);
    };
    stopped.addEventListener('abort', leave, { once: true });
    addEventListener('pagehide', leave, { signal: stopped });
    addEventListener('pageshow', ({ persisted }) => persisted && enter(), { signal: stopped });
    enter();
  }

  async #offer(signal: AbortSignal): Promise<void> {
    const { clock } = this.#context;
    let failures = 0;
    await lockReleased(signal);
    while (!signal.aborted) {
      const began = clock.now();
      const outcome = await this.#request(signal);
      if (outcome === 'unavailable') return;
      const failedAtOnce = outcome === 'failed' && clock.now() - began < atOnceMs;
      failures = failedAtOnce ? failures + 1 : 0;
      await lockReleased(signal);
      if (outcome === 'renewed') continue;
      await sleep(clock, Math.min(pauseMs * 2 ** failures, maxPauseMs), signal);
      await lockReleased(signal);
    }
  }

  async #request(signal: AbortSignal): Promise<Outcome> {
    const renewed = new AbortController();
    const options = {
      ceremony: 'autofill',
      onAnswer: () => this.#options.onAnswer?.(),
      mediation: 'conditional',
      signal: anySignal(signal, renewed.signal),
      onPrompt: ({ staleAt }: LeasedOptions) => this.#renewAt(staleAt, renewed),
    } as const;
    try {
      if ((await this.#prefetch.mode()) !== 'smart') return 'unavailable';
      if (signal.aborted || isHeld()) return 'aborted';
      const result = await authenticate(this.#context, this.#prefetch, options);
      // In a microtask of its own: an error in the page's function is not one of autofill.
      queueMicrotask(() => this.#options.onSignedIn(result));
      // The browser is leaving a hosted page; a return to it restarts autofill.
      return result.is === 'redirecting' ? 'unavailable' : 'signed-in';
    } catch (cause) {
      const error = fromUnknown(cause, signal);
      if (error.code === 'aborted') return renewed.signal.aborted ? 'renewed' : 'aborted';
      notify(() => this.#options.onFailed?.(error));
      return lastingErrors.has(error.code) ? 'unavailable' : 'failed';
    }
  }

  /** Fetches a new challenge in time, and then ends the request with the old one, unless it has ended by itself. */
  #renewAt(staleAt: number, renewed: AbortController): () => void {
    let isPending = true;
    const renewal = new Renewal(this.#context.clock, async () => {
      await this.#prefetch.refresh();
      if (isPending) renewed.abort(new DOMException('The challenge is renewed.', 'AbortError'));
      return undefined;
    });
    renewal.startAt(staleAt);
    return () => {
      isPending = false;
      renewal.cancel();
    };
  }
}

/** Resolves when no ceremony holds the page's lock, or when the signal aborts. Leaves nothing behind. */
async function lockReleased(signal: AbortSignal): Promise<void> {
  while (isHeld() && !signal.aborted) {
    await new Promise<void>((resolve) => {
      const cancel = whenReleased(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      });
      const stop = (): void => {
        cancel();
        resolve();
      };
      signal.addEventListener('abort', stop, { once: true });
    });
  }
}

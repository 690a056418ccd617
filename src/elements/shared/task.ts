import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { PasskeyError, isPasskeyError } from '../../errors.ts';

/** What an asynchronous action has come to. */
export type TaskState<T> =
  | { readonly is: 'idle' }
  | { readonly is: 'pending' }
  | { readonly is: 'done'; readonly value: T }
  | { readonly is: 'failed'; readonly error: PasskeyError };

/** How a run ended; `superseded` when a later run, a reset or leaving the page took its place. */
export type Outcome<T> = Extract<TaskState<T>, { is: 'done' | 'failed' }> | { readonly is: 'superseded' };

/**
 * One asynchronous action of an element, as one union. The latest run wins; leaving the page aborts the run
 * and forgets its outcome. Each change updates the host.
 *
 * Use one for each group of actions that must not happen at the same time.
 */
export class AsyncTask<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #state: TaskState<T> = { is: 'idle' };
  #running: AbortController | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get state(): TaskState<T> {
    return this.#state;
  }

  /** Starts `work` in place of what is running. Never rejects: a failure is an outcome. */
  async run(work: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T>> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#enter({ is: 'pending' });
    const outcome = await settle(work, running.signal);
    if (this.#running !== running) return { is: 'superseded' };
    this.#running = undefined;
    this.#enter(outcome);
    return outcome;
  }

  /** Aborts what is running and forgets what was. */
  reset(): void {
    this.#running?.abort();
    this.#running = undefined;
    if (this.#state.is !== 'idle') this.#enter({ is: 'idle' });
  }

  hostDisconnected(): void {
    this.reset();
  }

  #enter(state: TaskState<T>): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}

/**
 * Any thrown value as a `PasskeyError`; what is not one comes from a function of the page, or is our bug. What it says
 * is not repeated, because messages reach events: the page may have put a token there.
 */
export function toPasskeyError(thrown: unknown): PasskeyError {
  if (isPasskeyError(thrown)) return thrown;
  const what = thrown instanceof Error ? thrown.name : typeof thrown;
  return new PasskeyError('configuration', `A function of the page threw ${what}.`, { cause: thrown });
}

/** The server was not reached or wants to be left alone, or something else goes on: nothing to try again at once. */
export const needsPatience = ({ code }: PasskeyError): boolean =>
  code === 'server_error' || code === 'offline' || code === 'rate_limited' || code === 'aborted';

async function settle<T>(
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<Extract<TaskState<T>, { is: 'done' | 'failed' }>> {
  try {
    return { is: 'done', value: await work(signal) };
  } catch (thrown) {
    return { is: 'failed', error: toPasskeyError(thrown) };
  }
}

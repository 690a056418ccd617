import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { PasskeyError, isPasskeyError } from '../../errors.ts';

/** State of an asynchronous action. */
export type TaskState<T> =
  | { readonly is: 'idle' }
  | { readonly is: 'pending' }
  | { readonly is: 'done'; readonly value: T }
  | { readonly is: 'failed'; readonly error: PasskeyError };

/** How a run ended; `superseded` if a later run, a reset or a disconnect replaced it. */
export type Outcome<T> = Extract<TaskState<T>, { is: 'done' | 'failed' }> | { readonly is: 'superseded' };

/**
 * One asynchronous action of an element. The latest run wins; a disconnect aborts the run and drops its outcome. Each
 * change of the state updates the host.
 *
 * Use one task for each group of actions that must not run at the same time.
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

  /** Starts `work` and aborts the current run. Never rejects: a failure is an outcome. */
  async run(work: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T>> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#setState({ is: 'pending' });
    const outcome = await runCaught(work, running.signal);
    if (this.#running !== running) return { is: 'superseded' };
    this.#running = undefined;
    this.#setState(outcome);
    return outcome;
  }

  /** Aborts the current run and takes `error` as its outcome. */
  fail(error: PasskeyError): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#setState({ is: 'failed', error });
  }

  /** Aborts the current run and returns to `idle`. */
  reset(): void {
    this.#running?.abort();
    this.#running = undefined;
    if (this.#state.is !== 'idle') this.#setState({ is: 'idle' });
  }

  hostDisconnected(): void {
    this.reset();
  }

  #setState(state: TaskState<T>): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}

/**
 * Converts any thrown value to a `PasskeyError`. Unknown values come from the page's callbacks or are bugs; their
 * message is dropped, because messages reach events and this one may contain a token.
 */
export function toPasskeyError(thrown: unknown): PasskeyError {
  if (isPasskeyError(thrown)) return thrown;
  const type = thrown instanceof Error ? thrown.name : typeof thrown;
  return new PasskeyError('configuration', `A function of the page threw ${type}.`, { cause: thrown });
}

/** True for errors that an immediate retry would not fix. */
export const needsPatience = ({ code }: PasskeyError): boolean =>
  code === 'server_error' || code === 'offline' || code === 'rate_limited' || code === 'aborted';

async function runCaught<T>(
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<Extract<TaskState<T>, { is: 'done' | 'failed' }>> {
  try {
    return { is: 'done', value: await work(signal) };
  } catch (thrown) {
    return { is: 'failed', error: toPasskeyError(thrown) };
  }
}

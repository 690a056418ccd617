import type { FakeClock } from '../support/fake-clock.ts';

/*
 * As much of the platform's events, aborts and requests as the package uses. Node's own are ten times slower, and a
 * listener whose signal aborts may stay when the collector was faster.
 */

interface Listening {
  readonly run: (event: Event) => void;
  readonly once: boolean;
}

interface ListenOptions {
  readonly once?: boolean;
  readonly signal?: ModelSignal;
}

/** `EventTarget`. */
export class ModelEventTarget {
  readonly #listening = new Map<string, Listening[]>();

  /** Number of listeners. */
  get listeners(): number {
    return [...this.#listening.values()].reduce((sum, { length }) => sum + length, 0);
  }

  readonly addEventListener = (
    type: string,
    run: (event: Event) => void,
    options: ListenOptions = {},
  ): void => {
    const { once = false, signal } = options;
    if (signal?.aborted) return;
    const list = this.#list(type);
    if (list.some((one) => one.run === run)) return;
    list.push({ run, once });
    signal?.addEventListener('abort', () => this.removeEventListener(type, run));
  };

  readonly removeEventListener = (type: string, run: (event: Event) => void): void => {
    const list = this.#list(type);
    const index = list.findIndex((one) => one.run === run);
    if (index >= 0) list.splice(index, 1);
  };

  emit(type: string, members: object = {}): void {
    for (const listening of [...this.#list(type)]) {
      if (!this.#list(type).includes(listening)) continue;
      if (listening.once) this.removeEventListener(type, listening.run);
      listening.run({ type, ...members } as Event);
    }
  }

  #list(type: string): Listening[] {
    const list = this.#listening.get(type) ?? [];
    this.#listening.set(type, list);
    return list;
  }
}

/** `AbortSignal`. */
export class ModelSignal extends ModelEventTarget {
  aborted = false;
  reason: unknown;
  readonly #dependents: ModelSignal[] = [];

  static any(sources: readonly ModelSignal[]): ModelSignal {
    const joined = new ModelSignal();
    const aborted = sources.find((source) => source.aborted);
    if (aborted) joined.abort(aborted.reason);
    else for (const source of sources) source.#dependents.push(joined);
    return joined;
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  /** "Signal abort": the dependent signals are marked before any listener runs. */
  abort(reason: unknown = new ModelException('Aborted.', 'AbortError')): void {
    if (this.aborted) return;
    const marked = this.#mark(reason);
    for (const signal of marked) signal.emit('abort');
  }

  #mark(reason: unknown): readonly ModelSignal[] {
    this.aborted = true;
    this.reason = reason;
    const dependents = this.#dependents.filter(({ aborted }) => !aborted);
    return [this, ...dependents.flatMap((dependent) => dependent.#mark(reason))];
  }
}

class ModelController {
  readonly signal = new ModelSignal();
  readonly abort = (reason?: unknown): void => this.signal.abort(reason);
}

/** Node's own is slow to make. */
export class ModelException extends Error {
  constructor(message: string, name: string) {
    super(message);
    this.name = name;
  }
}

/** What ky makes of a call; it is not sent. */
class ModelRequest {
  readonly url: string;
  readonly method: string;
  readonly headers = new Headers();

  constructor(url: string, { method = 'GET' }: { readonly method?: string } = {}) {
    this.url = url;
    this.method = method;
  }

  clone(): this {
    return this;
  }
}

/** A reply in JSON. */
export function modelResponse(status: number, body: object): Response {
  const text = async (): Promise<string> => JSON.stringify(body);
  const headers = { get: () => null };
  const response = { ok: status < 300, status, type: 'basic', headers, text, clone: () => response };
  return response as unknown as Response;
}

/** The engine's own: pages follow one another, and each replaces the globals of the last. */
const engineDate = Date;

/** Globals that run by the model's time. */
export function platformGlobals(clock: FakeClock): Readonly<Record<string, unknown>> {
  const timeout = (milliseconds: number): ModelSignal => {
    const signal = new ModelSignal();
    clock.after(milliseconds, () => signal.abort(new ModelException('Too late.', 'TimeoutError')));
    return signal;
  };
  return {
    AbortController: ModelController,
    AbortSignal: { any: (signals: readonly ModelSignal[]) => ModelSignal.any(signals), timeout },
    DOMException: ModelException,
    Request: ModelRequest,
    Date: class extends engineDate {
      static override now = clock.now;
    },
    setTimeout: (run: () => void, milliseconds = 0) => clock.after(milliseconds, run),
    clearTimeout: (cancel?: () => void) => cancel?.(),
  };
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Passkey, PasskeyDirectory, PasskeyList } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import { toPasskeyError, AsyncTask } from '../shared/task.ts';
import { initialState, type Activity, type ManagerState, type ActionError } from './state.ts';

export type Work<T> = (directory: PasskeyDirectory, signal: AbortSignal) => Promise<T>;

export interface Write<T> extends Omit<ActionError, 'error'> {
  readonly work: Work<T>;
  /** The list is another one afterwards. */
  readonly reloads: boolean;
  /** Whether a list shows that it was done: an answer may be lost on its way. */
  readonly showsIn?: (passkeys: readonly Passkey[]) => boolean;
}

type Settled<T> =
  { readonly is: 'done'; readonly value: T } | { readonly is: 'failed'; readonly trouble: ActionError };

/**
 * How a write ended. `stopped`: another ceremony of the page took its place; `left`: the page or the directory was
 * left. Of neither anything is said.
 */
export type Written<T> = Settled<T> | { readonly is: 'stopped' | 'left' };

export interface Loaded {
  readonly list: PasskeyList;
  /** It is not what was on the page before. */
  readonly changed: boolean;
  /** What the person was about to change is gone. */
  readonly lost: ActionError | undefined;
}

const isSame = (one: PasskeyList, other: PasskeyList): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** After such a failure the list on the page may not be the server's any more: it said so, or nobody knows. */
const leavesDoubt = ({ status, code }: PasskeyError): boolean =>
  status !== undefined || code === 'server_error' || code === 'bad_response' || code === 'aborted';

/** Nobody said no: the call, or only its answer, did not arrive. */
const wasLost = ({ status }: PasskeyError): boolean => status === undefined || status >= 500;

/**
 * The list of one directory. Writes wait for each other, the newest load wins, and no load overtakes a write.
 * Leaving the page, or turning to another directory, aborts everything and forgets what it would have said.
 */
export class ListController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #loaded: (loaded: Loaded | ActionError) => void;
  readonly #loading: AsyncTask<PasskeyList>;
  #state: ManagerState = initialState;
  #directory: PasskeyDirectory | undefined;
  #life = new AbortController();
  #lastWrite: Promise<unknown> = Promise.resolve();
  #writes = 0;

  /** @param loaded hears of every load, also of one that failed */
  constructor(host: ReactiveControllerHost, loaded: (loaded: Loaded | ActionError) => void) {
    this.#host = host;
    this.#loaded = loaded;
    this.#loading = new AsyncTask(host);
    host.addController(this);
  }

  get state(): ManagerState {
    return this.#state;
  }

  get passkeys(): readonly Passkey[] {
    return this.#state.shown.is === 'listed' ? this.#state.shown.list.passkeys : [];
  }

  /** Aborted when the page or the directory is left. */
  get signal(): AbortSignal {
    return this.#life.signal;
  }

  get isLoading(): boolean {
    return this.#loading.state.is === 'pending';
  }

  /** An element that was moved keeps its list on the page while it loads the list again. */
  hostConnected(): void {
    if (this.#life.signal.aborted) this.#begin({ ...initialState, shown: this.#state.shown });
  }

  hostDisconnected(): void {
    this.#life.abort();
  }

  change(change: Partial<ManagerState>): void {
    this.#state = { ...this.#state, ...change };
    this.#host.requestUpdate();
  }

  /** Forgets what was there and loads this directory's list; `undefined` waits for a directory. */
  open(directory: PasskeyDirectory | undefined): void {
    this.#directory = directory;
    this.#begin(initialState);
  }

  /** There is no directory, because of this. */
  fail(error: PasskeyError): void {
    this.#notListed({ action: 'list', error });
  }

  /** Loads the list again; what is on the page stays until the answer has come. */
  async refresh(): Promise<void> {
    if (this.#writes > 0 || this.#directory === undefined) return;
    if (this.#state.shown.is === 'failed') this.change({ shown: { is: 'loading' } });
    await this.#load(this.#directory);
  }

  /** Does the work when it is its turn; a failure is an outcome, and shown as trouble. */
  async write<T>(write: Write<T>): Promise<Written<T>> {
    const directory = this.#directory;
    if (directory === undefined) return { is: 'left' };
    const { signal } = this.#life;
    this.#writes += 1;
    const turn = this.#lastWrite.then(() => this.#turn(write, directory, signal));
    this.#lastWrite = turn;
    const written = await turn;
    if (signal.aborted) return { is: 'left' };
    this.#writes -= 1;
    if (written.is !== 'failed') return written;
    if (written.trouble.error.code === 'aborted') return { is: 'stopped' };
    this.change({ trouble: written.trouble });
    return written;
  }

  #begin(state: ManagerState): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#loading.reset();
    this.#lastWrite = Promise.resolve();
    this.#writes = 0;
    this.#state = state;
    this.#host.requestUpdate();
    void this.refresh();
  }

  async #turn<T>(write: Write<T>, directory: PasskeyDirectory, signal: AbortSignal): Promise<Written<T>> {
    if (signal.aborted) return { is: 'left' };
    this.#loading.reset();
    const written = await settle(write, directory, signal);
    const reloads = written.is === 'done' ? write.reloads : leavesDoubt(written.trouble.error);
    if (reloads && !signal.aborted) await this.#load(directory);
    const isDone =
      written.is === 'failed' && wasLost(written.trouble.error) && write.showsIn?.(this.passkeys);
    return isDone ? { is: 'done', value: undefined as T } : written;
  }

  async #load(directory: PasskeyDirectory): Promise<void> {
    const outcome = await this.#loading.run((signal) => directory.list({ signal }));
    if (outcome.is === 'done') this.#list(outcome.value);
    if (outcome.is === 'failed') this.#notListed({ action: 'list', error: outcome.error });
  }

  /** An editor or a question about a passkey that is gone closes with it, and that is said. */
  #list(list: PasskeyList): void {
    const { activity, shown: before } = this.#state;
    const lost = isLost(activity, list) ? goneMeanwhile(activity) : undefined;
    const shown = { is: 'listed', list, loadedAt: new Date() } as const;
    this.change({ shown, ...(lost && { activity: { is: 'none' }, trouble: lost }) });
    this.#loaded({ list, changed: before.is !== 'listed' || !isSame(before.list, list), lost });
  }

  #notListed(trouble: ActionError): void {
    const { shown } = this.#state;
    const { error } = trouble;
    this.change({ shown: shown.is === 'listed' ? { ...shown, outdated: error } : { is: 'failed', error } });
    this.#loaded(trouble);
  }
}

function isLost(activity: Activity, { passkeys }: PasskeyList): boolean {
  const gone = (id: string) => passkeys.every((passkey) => passkey.id !== id);
  if (activity.is === 'editing') return gone(activity.id);
  return activity.is === 'asking' && activity.passkeys.some(({ id }) => gone(id));
}

const goneMeanwhile = ({ is }: Activity): ActionError => ({
  action: is === 'editing' ? 'rename' : 'remove',
  error: new PasskeyError('conflict', 'The passkey was removed elsewhere.'),
});

async function settle<T>(
  { work, action, id }: Write<T>,
  directory: PasskeyDirectory,
  signal: AbortSignal,
): Promise<Settled<T>> {
  try {
    return { is: 'done', value: await work(directory, signal) };
  } catch (thrown) {
    return { is: 'failed', trouble: { action, id, error: toPasskeyError(thrown) } };
  }
}

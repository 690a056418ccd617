import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { Passkey, PasskeyDirectory, PasskeyList } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import { ReturnController } from '../shared/return-controller.ts';
import { AsyncTask, toPasskeyError } from '../shared/task.ts';
import type { PasskeySource } from './data-source.ts';
import type { ActionOutcome } from './outcome.ts';
import { initialState, isBusy, type ActionError, type Activity, type ManagerState } from './state.ts';

export type Work<T> = (directory: PasskeyDirectory, signal: AbortSignal) => Promise<T>;

export interface Write<T> extends Omit<ActionError, 'error'> {
  readonly work: Work<T>;
  /** A success changes the list, so it is loaded again. */
  readonly reloads: boolean;
  /** True if a list shows that the write succeeded, although its response was lost. */
  readonly isAppliedIn?: (passkeys: readonly Passkey[]) => boolean;
}

type Settled<T> =
  { readonly is: 'done'; readonly value: T } | { readonly is: 'failed'; readonly failure: ActionError };

/** `superseded`: another ceremony of the page took its place, which is not reported to the person. */
export type WriteResult<T> = Settled<T> | { readonly is: 'superseded' };

type Host = ReactiveControllerHost & Pick<HTMLElement, 'ownerDocument' | 'isConnected'>;
type LoadOutcome = Extract<ActionOutcome, { is: 'listed' | 'failed' }>;

const isSame = (one: PasskeyList, other: PasskeyList): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** True if the list on the page may be outdated after this error: the server refused, or its response was lost. */
const needsReload = ({ status, code }: PasskeyError): boolean =>
  status !== undefined ||
  code === 'server_error' ||
  code === 'bad_response' ||
  code === 'aborted' ||
  code === 'unauthorized';

/** True if the list is not, or not any more, for the person to see. */
const deniesAccess = ({ code }: PasskeyError): boolean =>
  code === 'unauthorized' || code === 'forbidden' || code === 'not_found';

/** True if the request or its response was lost, so that the write may have succeeded. */
const isUndecided = ({ status }: PasskeyError): boolean => status === undefined || status >= 500;

/**
 * The list of one directory. Writes run one after the other, the latest load wins, and no load runs during a write.
 * Disconnecting the element, or opening another directory, aborts everything and drops pending results.
 */
export class ListController implements ReactiveController {
  readonly #host: Host;
  readonly #onLoad: (outcome: LoadOutcome) => void;
  readonly #loading: AsyncTask<PasskeyList>;
  #state: ManagerState = initialState;
  #source: Pick<PasskeySource, 'directory' | 'person'> | undefined;
  /** Person that the shown list belongs to. */
  #person: string | undefined;
  #lifetime = new AbortController();
  #lastWrite: Promise<unknown> = Promise.resolve();
  #writes = 0;

  /** @param onLoad called after every load, failed ones included */
  constructor(host: Host, onLoad: (outcome: LoadOutcome) => void) {
    this.#host = host;
    this.#onLoad = onLoad;
    this.#loading = new AsyncTask(host);
    host.addController(this);
    new ReturnController(host, () => this.#catchUp());
  }

  get state(): ManagerState {
    return this.#state;
  }

  get passkeys(): readonly Passkey[] {
    return this.#state.shown.is === 'listed' ? this.#state.shown.list.passkeys : [];
  }

  /** Aborted when the element is disconnected or another directory is opened. */
  get signal(): AbortSignal {
    return this.#lifetime.signal;
  }

  /** An element that was moved keeps its list while it loads again. */
  hostConnected(): void {
    if (this.#lifetime.signal.aborted) this.#start({ ...initialState, shown: this.#state.shown });
  }

  hostDisconnected(): void {
    this.#lifetime.abort();
  }

  change(change: Partial<ManagerState>): void {
    this.#state = { ...this.#state, ...change };
    this.#host.requestUpdate();
  }

  /** Drops the current list and loads that of another source; `undefined` shows the loading state. */
  open(source: Pick<PasskeySource, 'directory' | 'person'> | undefined): void {
    this.#source = source;
    this.#start(initialState);
  }

  /** Reports that no source could be opened. */
  fail(error: PasskeyError): void {
    this.#onLoadFailed({ action: 'list', error });
  }

  /** Loads the list again. The current list stays until the response arrives. */
  async refresh(): Promise<void> {
    if (this.#writes > 0 || this.#source === undefined) return;
    if (this.#state.shown.is === 'failed') this.change({ shown: { is: 'loading' } });
    await this.#load(this.#source.directory);
  }

  /** Runs a write after the ones before it. Never rejects; `undefined` if the element or directory was left. */
  async write<T>(write: Write<T>): Promise<WriteResult<T> | undefined> {
    const directory = this.#source?.directory;
    if (directory === undefined) return undefined;
    const { signal } = this.#lifetime;
    this.#writes += 1;
    const run = this.#lastWrite.then(() => this.#run(write, directory, signal));
    this.#lastWrite = run;
    const result = await run;
    if (signal.aborted) return undefined;
    this.#writes -= 1;
    if (result?.is !== 'failed') return result;
    if (result.failure.error.code === 'aborted') return { is: 'superseded' };
    this.change({ actionError: result.failure });
    return result;
  }

  #start(state: ManagerState): void {
    this.#lifetime.abort();
    this.#lifetime = new AbortController();
    this.#loading.reset();
    this.#lastWrite = Promise.resolve();
    this.#writes = 0;
    this.#state = state;
    this.#host.requestUpdate();
    if (this.#host.isConnected) void this.refresh();
    else this.#lifetime.abort();
  }

  #catchUp(): void {
    if (this.#loading.state.is !== 'pending') void this.refresh();
  }

  async #run<T>(
    write: Write<T>,
    directory: PasskeyDirectory,
    signal: AbortSignal,
  ): Promise<Settled<T> | undefined> {
    if (signal.aborted) return undefined;
    this.#loading.reset();
    const result = await settle(write, directory, signal);
    const reloads = result.is === 'done' ? write.reloads : needsReload(result.failure.error);
    if (reloads && !signal.aborted) await this.#load(directory);
    const isDone =
      result.is === 'failed' && isUndecided(result.failure.error) && write.isAppliedIn?.(this.passkeys);
    return isDone ? { is: 'done', value: undefined as T } : result;
  }

  async #load(directory: PasskeyDirectory): Promise<void> {
    const outcome = await this.#loading.run((signal) => directory.list({ signal }));
    if (outcome.is === 'done') this.#onLoaded(outcome.value);
    if (outcome.is === 'failed') this.#onLoadFailed({ action: 'list', error: outcome.error });
  }

  /** Closes an editor or a dialog about a passkey that is no longer in the list. */
  #onLoaded(list: PasskeyList): void {
    const { activity, shown: before } = this.#state;
    const lost = concernsMissing(activity, list) ? removedElsewhere(activity) : undefined;
    const shown = { is: 'listed', list, loadedAt: new Date() } as const;
    this.#person = this.#source?.person?.();
    this.change({ shown, ...(lost && { activity: { is: 'none' }, actionError: lost }) });
    const changed = before.is !== 'listed' || !isSame(before.list, list);
    this.#onLoad({ is: 'listed', list, changed, lost });
  }

  /** Keeps the list that is shown, unless the person has lost access to it or is another one. */
  #onLoadFailed(failure: ActionError): void {
    const { shown, activity } = this.#state;
    const { error } = failure;
    const isTheirs = !deniesAccess(error) && this.#source?.person?.() === this.#person;
    if (shown.is === 'listed' && isTheirs) this.change({ shown: { ...shown, outdated: error } });
    else
      this.change({ shown: { is: 'failed', error }, activity: isBusy(activity) ? activity : { is: 'none' } });
    this.#onLoad({ is: 'failed', failure });
  }
}

function concernsMissing(activity: Activity, { passkeys }: PasskeyList): boolean {
  const isMissing = (id: string) => passkeys.every((passkey) => passkey.id !== id);
  if (activity.is === 'editing') return isMissing(activity.id);
  return activity.is === 'confirming' && activity.passkeys.some(({ id }) => isMissing(id));
}

const removedElsewhere = ({ is }: Activity): ActionError => ({
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
    return { is: 'failed', failure: { action, id, error: toPasskeyError(thrown) } };
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { abortable, anySignal } from '../../async.ts';
import type { Passkey, PasskeyDirectory, PasskeyList } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import { ReturnController } from '../shared/return-controller.ts';
import { AsyncTask, toPasskeyError } from '../shared/task.ts';
import type { PasskeySource } from './data-source.ts';
import type { ActionOutcome } from './outcome.ts';
import {
  concernsMissing,
  deniesAccess,
  findRecordIds,
  initialState,
  isBusy,
  isPendingId,
  isSame,
  isUndecided,
  needsReload,
  removedElsewhere,
  withRecordIds,
  type ActionError,
  type ManagerState,
} from './state.ts';

/** @param toRecordId record ID of a row that was pending when the action began */
export type Work<T> = (
  directory: PasskeyDirectory,
  signal: AbortSignal,
  toRecordId: (id: string) => string,
) => Promise<T>;

export interface Write<T> extends Omit<ActionError, 'error'> {
  readonly work: Work<T>;
  /** The list after a success, shown at once. */
  readonly apply?: (list: PasskeyList, value: T) => PasskeyList;
  /** A success makes the list load again, behind. */
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

/**
 * The list of one directory. Writes run one after the other, the latest load wins, and no load runs during a write.
 * A write is reported as soon as the server has accepted it; the load that follows settles the list behind.
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
  #cancelling = new AbortController();
  #lastWrite: Promise<unknown> = Promise.resolve();
  #writes = 0;
  /** A write has changed the list since the last load. */
  #isStale = false;
  /** List that was reported last, to notice changes. */
  #reported: PasskeyList | undefined;
  #recordIds = new Map<string, string>();

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

  /** Record ID of a row, which was pending until a load showed its record. */
  readonly toRecordId = (id: string): string => this.#recordIds.get(id) ?? id;

  /** Changes the list that is shown, until the next load. */
  update(change: (list: PasskeyList) => PasskeyList): void {
    const { shown } = this.#state;
    if (shown.is === 'listed') this.change({ shown: { ...shown, list: change(shown.list) } });
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
    if (this.#isStale) void this.refresh();
    if (result?.is !== 'failed') return result;
    if (result.failure.error.code === 'aborted') return { is: 'superseded' };
    this.change({ actionError: result.failure });
    return result;
  }

  /** Ends the write that runs, for a person who does not wait any longer. */
  cancel(): void {
    this.#cancelling.abort(new PasskeyError('cancelled', 'The person stopped waiting for the prompt.'));
  }

  #start(state: ManagerState): void {
    this.#lifetime.abort();
    this.#lifetime = new AbortController();
    this.#loading.reset();
    this.#lastWrite = Promise.resolve();
    this.#writes = 0;
    this.#isStale = false;
    this.#reported = state.shown.is === 'listed' ? state.shown.list : undefined;
    this.#recordIds = new Map();
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
    if (isPendingId(write.id) && this.toRecordId(write.id ?? '') === write.id) await this.#load(directory);
    this.#loading.reset();
    const result = await this.#settle(write, directory, signal);
    if (signal.aborted) return result;
    if (result.is === 'done') {
      this.#isStale ||= write.reloads;
      if (write.apply) this.update((list) => write.apply?.(list, result.value) ?? list);
      return result;
    }
    if (needsReload(result.failure.error)) await this.#load(directory);
    const isDone = isUndecided(result.failure.error) && write.isAppliedIn?.(this.passkeys);
    return isDone ? { is: 'done', value: undefined as T } : result;
  }

  async #settle<T>(
    { work, action, id }: Write<T>,
    directory: PasskeyDirectory,
    signal: AbortSignal,
  ): Promise<Settled<T>> {
    const cancelling = new AbortController();
    this.#cancelling = cancelling;
    try {
      const working = work(directory, anySignal(signal, cancelling.signal), this.toRecordId);
      return { is: 'done', value: await abortable(cancelling.signal, working) };
    } catch (thrown) {
      const recordId = id === undefined ? undefined : this.toRecordId(id);
      return { is: 'failed', failure: { action, id: recordId, error: toPasskeyError(thrown) } };
    }
  }

  async #load(directory: PasskeyDirectory): Promise<void> {
    const outcome = await this.#loading.run((signal) => directory.list({ signal }));
    if (outcome.is === 'done') this.#onLoaded(outcome.value);
    if (outcome.is === 'failed') this.#onLoadFailed({ action: 'list', error: outcome.error });
  }

  /** Closes an editor or a dialog about a passkey that is no longer in the list. */
  #onLoaded(list: PasskeyList): void {
    const { shown: before } = this.#state;
    const found = before.is === 'listed' ? findRecordIds(before.list, list) : new Map<string, string>();
    for (const [pending, id] of found) this.#recordIds.set(pending, id);
    this.#state = withRecordIds(this.#state, found);
    const { activity } = this.#state;
    const lost = concernsMissing(activity, list) ? removedElsewhere(activity) : undefined;
    const shown = { is: 'listed', list, loadedAt: new Date() } as const;
    this.#person = this.#source?.person?.();
    this.change({ shown, ...(lost && { activity: { is: 'none' }, actionError: lost }) });
    const changed = this.#reported === undefined || !isSame(this.#reported, list);
    this.#reported = list;
    this.#isStale = false;
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

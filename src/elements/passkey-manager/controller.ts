import type { ReactiveControllerHost } from 'lit';

import type { EnrolledPasskey, KindNames, Passkey, PasskeyList } from '../../client/types.ts';
import { needsPatience, toPasskeyError } from '../shared/task.ts';
import type { OpenedSource, PasskeySource } from './data-source.ts';
import { ListController, type Work, type Write, type WriteResult } from './list-controller.ts';
import { nameProblem } from './names.ts';
import type { ActionOutcome } from './outcome.ts';
import {
  isBusy,
  isCancellable,
  withName,
  withoutPasskeys,
  withPasskey,
  type ActionError,
  type Activity,
  type ManagerState,
} from './state.ts';

type IsAppliedIn = NonNullable<Write<void>['isAppliedIn']>;

/** Actions on a list of passkeys. While one that makes the person wait runs, no other one starts. */
export class ManagerController {
  readonly #list: ListController;
  readonly #loadDialogs: () => Promise<void>;
  readonly #onOutcome: (outcome: ActionOutcome) => void;
  #source: PasskeySource | undefined;

  /** @param loadDialogs loads the templates of dialogs, before a state that opens one */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    loadDialogs: () => Promise<void>,
    onOutcome: (outcome: ActionOutcome) => void,
  ) {
    this.#loadDialogs = loadDialogs;
    this.#onOutcome = onOutcome;
    this.#list = new ListController(host, onOutcome);
  }

  get state(): ManagerState {
    return this.#list.state;
  }

  get passkeys(): readonly Passkey[] {
    return this.#list.passkeys;
  }

  get source(): PasskeySource | undefined {
    return this.#source;
  }

  open(source: OpenedSource): void {
    this.#source = source instanceof Error ? undefined : source;
    this.#list.open(this.#source);
    if (source instanceof Error) this.#list.fail(source);
  }

  refresh(): Promise<void> {
    return this.#list.refresh();
  }

  /** Does nothing during an action: the focus that returns from a dialog would prefetch with the old token. */
  prepare(): void {
    if (!this.#isBusy) this.#source?.prepare(this.#list.signal);
  }

  async add(kindNames: KindNames): Promise<void> {
    const source = this.#source;
    if (!source) return;
    await this.#enroll('add', 'adding', (signal, onAnswer) => source.enroll({ signal, kindNames, onAnswer }));
  }

  /** Stops waiting for a prompt that does not answer. */
  cancel(): void {
    if (isCancellable(this.state.activity)) this.#list.cancel();
  }

  /** The server does not reveal whether it knows the address, so neither does the outcome. */
  async sendCode(address: string): Promise<void> {
    const codes = this.#source?.codes;
    if (!codes) return;
    const work: Work<void> = (_, signal) => codes.send(address, signal);
    const result = await this.#perform({ is: 'sending-code' }, { action: 'send-code', work, reloads: false });
    if (result?.is === 'failed') this.#onOutcome(result);
    if (result?.is !== 'done') return;
    this.#list.change({ codeSentTo: address });
    this.#onOutcome({ is: 'code-sent', address });
  }

  async useCode(code: string, kindNames: KindNames): Promise<void> {
    const codes = this.#source?.codes;
    if (!codes) return;
    await this.#enroll('use-code', 'using-code', (signal, onAnswer) =>
      codes.use(code, { signal, kindNames, onAnswer }),
    );
  }

  /** Opens the editor of a row; without an ID, closes the open editor or dialog. */
  edit(id?: string): void {
    this.#enter(id === undefined ? { is: 'none' } : { is: 'editing', id });
  }

  /** Shows the new name at once, and the old one again if the server refuses it. */
  async rename(id: string, input: string): Promise<void> {
    const problem = nameProblem(input);
    this.#enter(problem === undefined ? { is: 'none' } : { is: 'editing', id, problem });
    if (problem !== undefined) return;
    const name = input.trim();
    if (name === this.passkeys.find((passkey) => passkey.id === id)?.name) return;
    this.#list.change({ saving: new Map([...this.state.saving, [id, name]]) });
    const work: Work<void> = (directory, signal, toId) => directory.rename(toId(id), name, { signal });
    const apply = (list: PasskeyList) => withName(list, this.#list.toRecordId(id), name);
    const isAppliedIn: IsAppliedIn = (list) =>
      list.some((one) => one.id === this.#list.toRecordId(id) && one.name === name);
    const result = await this.#list.write({ action: 'rename', id, work, apply, reloads: false, isAppliedIn });
    if (!result) return;
    const recordId = this.#list.toRecordId(id);
    this.#endSaving(recordId);
    if (result.is === 'done') this.#onOutcome({ is: 'renamed', id: recordId, name });
    if (result.is === 'failed') this.#onOutcome(result);
  }

  /** Opens the removal dialog. Reports a failure if a part of the element does not load. */
  async confirmRemoval(passkeys: readonly Passkey[]): Promise<void> {
    const source = this.#source;
    try {
      const [signalsRemovals] = await Promise.all([source?.signalsRemovals(), this.#loadDialogs()]);
      if (source !== this.#source) return;
      this.#enter({ is: 'confirming', passkeys, signalsRemovals: signalsRemovals ?? false });
    } catch (error) {
      const failure: ActionError = { action: 'remove', error: toPasskeyError(error) };
      this.#list.change({ actionError: failure });
      this.#onOutcome({ is: 'failed', failure });
    }
  }

  /** Removes the passkeys one after the other, and stops at the first one that the server refuses. */
  async remove(passkeys: readonly Passkey[]): Promise<void> {
    const ids = passkeys.map(({ id }) => id);
    const index = this.passkeys.findIndex(({ id }) => id === ids[0]);
    const removed: Passkey[] = [];
    const work: Work<void> = async (directory, signal, toId) => {
      for (const passkey of passkeys) {
        await directory.remove(toId(passkey.id), { signal });
        removed.push(passkey);
      }
    };
    const id = ids.length === 1 ? ids[0] : undefined;
    const toIds = (gone: readonly Passkey[]) => gone.map((passkey) => this.#list.toRecordId(passkey.id));
    const apply = (list: PasskeyList) => withoutPasskeys(list, toIds(passkeys));
    const isAppliedIn: IsAppliedIn = (list) => !list.some((one) => toIds(passkeys).includes(one.id));
    const write = { action: 'remove', id, work, apply, reloads: true, isAppliedIn } as const;
    const result = await this.#perform({ is: 'removing', ids }, write);
    if (!result) return;
    const gone = result.is === 'done' ? passkeys : removed;
    if (result.is === 'failed') this.#list.update((list) => withoutPasskeys(list, toIds(removed)));
    if (gone.length > 0) this.#onOutcome({ is: 'removed', passkeys: gone, index });
    if (result.is === 'failed') this.#onOutcome(result);
  }

  async #enroll(
    action: 'add' | 'use-code',
    is: 'adding' | 'using-code',
    enroll: (signal: AbortSignal, onAnswer: () => void) => Promise<EnrolledPasskey>,
  ): Promise<void> {
    const onAnswer = (): void => this.#list.change({ activity: { is, answered: true } });
    const work: Work<EnrolledPasskey> = (_, signal) => enroll(signal, onAnswer);
    const write: Write<EnrolledPasskey> = { action, work, apply: withPasskey, reloads: true };
    const result = await this.#perform({ is }, write);
    if (result?.is === 'failed') {
      this.#onOutcome(result);
      if (!needsPatience(result.failure.error)) this.prepare();
    }
    if (result?.is !== 'done') return;
    const passkey = result.value;
    const row = this.passkeys.find(
      ({ id, credentialId }) => id === passkey.id || credentialId === passkey.credentialId,
    );
    this.#list.change({ codeSentTo: undefined });
    this.#onOutcome({ is: 'added', passkey, row: row?.id });
  }

  async #perform<T>(activity: Activity, write: Write<T>): Promise<WriteResult<T> | undefined> {
    if (this.#isBusy) return undefined;
    this.#list.change({ activity, actionError: undefined });
    const result = await this.#list.write(write);
    if (result) this.#list.change({ activity: { is: 'none' } });
    return result;
  }

  #enter(activity: Activity): void {
    if (!this.#isBusy) this.#list.change({ activity, actionError: undefined });
  }

  #endSaving(id: string): void {
    const rest = new Map(this.state.saving);
    rest.delete(id);
    this.#list.change({ saving: rest });
  }

  get #isBusy(): boolean {
    return isBusy(this.state.activity);
  }
}

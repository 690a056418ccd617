import type { ReactiveControllerHost } from 'lit';
import type { EnrolledPasskey, Passkey } from '../../client/types.ts';
import type { PasskeyError } from '../../errors.ts';
import { needsPatience } from '../shared/task.ts';
import type { PasskeySource } from './data-source.ts';
import { ListController, type Loaded, type Work, type Write, type Written } from './list-controller.ts';
import { nameProblem } from './names.ts';
import { isBusy, type Activity, type ManagerState, type ActionError } from './state.ts';

/** What came of an action; the element makes an event, an announcement and a place for the focus of it. */
export type ActionOutcome =
  | ({ readonly is: 'listed' } & Loaded)
  /** `row`: the record's ID, where the list shows the new passkey. */
  | { readonly is: 'added'; readonly passkey: EnrolledPasskey; readonly row: string | undefined }
  | { readonly is: 'renamed'; readonly id: string; readonly name: string }
  /** `place`: where in the list the first of them was. */
  | { readonly is: 'removed'; readonly passkeys: readonly Passkey[]; readonly place: number }
  | { readonly is: 'code-sent'; readonly address: string }
  | { readonly is: 'failed'; readonly trouble: ActionError };

type Shows = NonNullable<Write<void>['showsIn']>;

/** What is done to a list of passkeys. While one of these runs, another one is not begun. */
export class ManagerController {
  readonly #list: ListController;
  readonly #tell: (news: ActionOutcome) => void;
  #source: PasskeySource | undefined;

  constructor(host: ReactiveControllerHost, tell: (news: ActionOutcome) => void) {
    this.#tell = tell;
    this.#list = new ListController(host, (loaded) =>
      tell('error' in loaded ? { is: 'failed', trouble: loaded } : { is: 'listed', ...loaded }),
    );
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

  /** Turns to another source; `undefined` waits for one, an error says why there is none. */
  open(source: PasskeySource | PasskeyError | undefined): void {
    this.#source = source instanceof Error ? undefined : source;
    this.#list.open(this.#source?.directory);
    if (source instanceof Error) this.#list.fail(source);
  }

  /** Something did not even begin: a part of the element did not load. */
  fail(trouble: ActionError): void {
    this.#list.change({ trouble });
    this.#tell({ is: 'failed', trouble });
  }

  refresh(): Promise<void> {
    return this.#list.refresh();
  }

  /** Loads the list again unless that is going on. */
  catchUp(): void {
    if (!this.#list.isLoading) void this.#list.refresh();
  }

  /** Not while something is going on: the focus that returns from a dialog would ask with the old token. */
  prepare(): void {
    if (!isBusy(this.state.activity)) this.#source?.prepare(this.#list.signal);
  }

  async add(): Promise<void> {
    const source = this.#source;
    if (source) await this.#enroll('add', 'adding', (_, signal) => source.enroll(signal));
  }

  /** The server does not say whether it knows the address, and neither does this. */
  async sendCode(address: string): Promise<void> {
    const remote = this.#source?.remote;
    if (!remote) return;
    const work: Work<void> = (_, signal) => remote.sendCode(address, signal);
    const written = await this.#do({ is: 'sending-code' }, { action: 'send-code', work, reloads: false });
    if (written.is === 'failed') this.#tell(written);
    if (written.is !== 'done') return;
    this.#list.change({ codeSentTo: address });
    this.#tell({ is: 'code-sent', address });
  }

  async useCode(code: string): Promise<void> {
    const remote = this.#source?.remote;
    if (remote) await this.#enroll('use-code', 'using-code', (_, signal) => remote.useCode(code, signal));
  }

  /** Opens the editor of a row; closes it without one. */
  edit(id?: string): void {
    this.#turnTo(id === undefined ? { is: 'none' } : { is: 'editing', id });
  }

  /** Shows the new name at once, and the old one again when the server refuses. */
  async rename(id: string, wanted: string): Promise<void> {
    const problem = nameProblem(wanted);
    this.#turnTo(problem === undefined ? { is: 'none' } : { is: 'editing', id, problem });
    if (problem !== undefined) return;
    const name = wanted.trim();
    if (name === this.passkeys.find((passkey) => passkey.id === id)?.name) return;
    this.#list.change({ saving: new Map([...this.state.saving, [id, name]]) });
    const work: Work<void> = (directory, signal) => directory.rename(id, name, { signal });
    const showsIn: Shows = (passkeys) => passkeys.some((one) => one.id === id && one.name === name);
    const written = await this.#list.write({ action: 'rename', id, work, reloads: false, showsIn });
    if (written.is === 'left') return;
    this.#saved(id, written.is === 'done' ? name : undefined);
    if (written.is === 'done') this.#tell({ is: 'renamed', id, name });
    if (written.is === 'failed') this.#tell(written);
  }

  /** Asks whether these are to be removed; takes the question back without any. */
  ask(passkeys: readonly Passkey[] = []): void {
    this.#turnTo(passkeys.length === 0 ? { is: 'none' } : { is: 'asking', passkeys });
  }

  /** Removes one after the other, and stops at the first that the server refuses. */
  async remove(passkeys: readonly Passkey[]): Promise<void> {
    const ids = passkeys.map(({ id }) => id);
    const place = this.passkeys.findIndex(({ id }) => id === ids[0]);
    const removed: Passkey[] = [];
    const work: Work<void> = async (directory, signal) => {
      for (const passkey of passkeys) {
        await directory.remove(passkey.id, { signal });
        removed.push(passkey);
      }
    };
    const id = ids.length === 1 ? ids[0] : undefined;
    const showsIn: Shows = (left) => !left.some((passkey) => ids.includes(passkey.id));
    const write = { action: 'remove', id, work, reloads: true, showsIn } as const;
    const written = await this.#do({ is: 'removing', ids }, write);
    if (written.is === 'left') return;
    const gone = written.is === 'done' ? passkeys : removed;
    if (gone.length > 0) this.#tell({ is: 'removed', passkeys: gone, place });
    if (written.is === 'failed') this.#tell(written);
  }

  async #enroll(
    action: 'add' | 'use-code',
    is: 'adding' | 'using-code',
    work: Work<EnrolledPasskey>,
  ): Promise<void> {
    const before = new Set(this.passkeys.map(({ id }) => id));
    const written = await this.#do({ is }, { action, work, reloads: true });
    if (written.is === 'failed') {
      this.#tell(written);
      if (!needsPatience(written.trouble.error)) this.prepare();
    }
    if (written.is !== 'done') return;
    const passkey = written.value;
    const row = this.passkeys.find(({ id }) => id === passkey.id || !before.has(id));
    this.#list.change({ codeSentTo: undefined });
    this.#tell({ is: 'added', passkey, row: row?.id });
  }

  async #do<T>(activity: Activity, write: Write<T>): Promise<Written<T>> {
    if (this.#isBusy) return { is: 'left' };
    this.#list.change({ activity, trouble: undefined });
    const written = await this.#list.write(write);
    if (written.is !== 'left') this.#list.change({ activity: { is: 'none' } });
    return written;
  }

  #turnTo(activity: Activity): void {
    if (!this.#isBusy) this.#list.change({ activity, trouble: undefined });
  }

  /** The new name stays in the list, or gives way to the old one (`undefined`). */
  #saved(id: string, name: string | undefined): void {
    const { shown, saving } = this.state;
    const rest = new Map(saving);
    rest.delete(id);
    this.#list.change({ saving: rest });
    if (shown.is !== 'listed' || name === undefined) return;
    const passkeys = shown.list.passkeys.map((passkey) =>
      passkey.id === id ? { ...passkey, name } : passkey,
    );
    this.#list.change({ shown: { ...shown, list: { ...shown.list, passkeys } } });
  }

  get #isBusy(): boolean {
    return isBusy(this.state.activity);
  }
}

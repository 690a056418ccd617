import { nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { Passkey, ReauthenticationRequest } from '../../ceremonies/passkeys.ts';
import { hasWebAuthn } from '../../ceremonies/page.ts';
import { PasskeyError } from '../../errors.ts';
import { errors, helpdesk, manager } from '../../i18n/en.ts';
import { asPasskeyError } from '../shared/attempt.ts';
import { look } from '../shared/look.ts';
import { Words } from '../shared/words.ts';
import { mirrorStates } from '../shared/custom-states.ts';
import { ownDesk, type Desk } from './desk.ts';
import { ManagerFlow, type News } from './flow.ts';
import { FocusKeeper } from './focus-keeper.ts';
import { announcementOf, eventsOf } from './news.ts';
import { dialogStyles } from './dialog-styles.ts';
import { rowStyles } from './row-styles.ts';
import { Providers } from './providers.ts';
import { ReturnWatch } from './return-watch.ts';
import { ManagerSettings } from './settings.ts';
import { stateNames } from './state.ts';
import { StepUp } from './step-up.ts';
import { styles } from './styles.ts';
import { Texts } from './texts.ts';
import type { ManagerActions, ManagerView } from './view-model.ts';
import { view } from './view.ts';

/** A change of these is another desk. */
const settings = [
  'client',
  'issuer',
  'poolId',
  'workspaceId',
  'tenantId',
  'mode',
  'capacity',
  'userId',
  'system',
] as const;

/**
 * A person's passkeys on their account page: list, add, rename, remove. With `user-id`, `pool-id` and `system`
 * it is the helpdesk's view of a user's passkeys.
 */
export class PasskeyManager extends ManagerSettings {
  static override styles = [look, styles, rowStyles, dialogStyles];

  /** Registers the element; does nothing when the name is taken. */
  static define(tag = 'passkey-manager', registry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  readonly #internals = this.attachInternals();
  readonly #words = new Words(this, { errors, manager, helpdesk });
  readonly #texts = new Texts(this.#words);
  readonly #stepUp = new StepUp(this);
  readonly #flow = new ManagerFlow(this, (news) => this.#hear(news));
  readonly #focus = new FocusKeeper(this, this.#flow);
  readonly #providers = new Providers(() => this.requestUpdate());
  #desk: Desk | undefined;
  #opening: Promise<Desk | undefined> | undefined;
  #dialogs: ManagerView['dialogs'];
  #tellsProviders = false;
  #announcement = '';

  constructor() {
    super();
    new ReturnWatch(this, () => this.#flow.catchUp());
  }

  /** Loads the list again. Resolves when it is there, or when that failed: events tell. */
  async refresh(): Promise<void> {
    await this.#flow.refresh();
  }

  /** Does what the button does. Resolves when it is over; events tell how. */
  async add(): Promise<void> {
    const desk = this.#desk;
    if (desk) await this.#flow.add((_, signal) => desk.enroll(signal));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('accessToken');
    const cameOrWent =
      changed.has('accessToken') && (before === undefined) !== (this.accessToken === undefined);
    if (cameOrWent || settings.some((name) => changed.has(name))) void this.#open();
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.#words.ready ? view(this.#model, this.#actions, this.#announcement) : nothing;
  }

  protected override updated(): void {
    mirrorStates(this.#internals, stateNames(this.#flow.state, hasWebAuthn()));
    this.renderRoot.querySelector<HTMLDialogElement>('dialog:not([open])')?.showModal();
  }

  get #model(): ManagerView {
    const texts = this.#texts.now(this.words, this.#isHelpdesk);
    const remote = this.#desk?.remote;
    return {
      state: this.#flow.state,
      supported: hasWebAuthn(),
      tellsProviders: this.#tellsProviders,
      confirming: this.#stepUp.isAsking,
      providers: this.#providers.names,
      language: this.#words.language,
      direction: this.#words.direction,
      words: texts.manager,
      errors: texts.errors,
      dialogs: this.#dialogs,
      helpdesk: remote && { words: texts.helpdesk, parts: remote.view },
    };
  }

  readonly #actions: ManagerActions = {
    add: () => void this.add(),
    prepare: () => this.#desk?.prepare(),
    retry: () => void this.refresh(),
    edit: (id) => this.#flow.edit(id),
    stopEditing: () => this.#flow.edit(),
    rename: (id, name) => void this.#flow.rename(id, name),
    askToRemove: (passkeys) => void this.#askToRemove(passkeys),
    keep: () => this.#flow.ask(),
    remove: (passkeys) => void this.#flow.remove(passkeys),
    confirm: this.#stepUp.confirm,
    decline: this.#stepUp.decline,
    sendCode: (address) => void this.#sendCode(address),
    useCode: (code) => void this.#useCode(code),
  };

  get #isHelpdesk(): boolean {
    return typeof this.userId === 'string';
  }

  /** Turns to the desk that the settings name; waits while they are not complete. */
  async #open(): Promise<void> {
    this.#desk = undefined;
    this.#flow.open(undefined);
    const opening = this.#newDesk();
    this.#opening = opening;
    const desk = await opening.catch(asPasskeyError);
    if (opening !== this.#opening) return;
    this.#desk = desk instanceof Error ? undefined : desk;
    this.#flow.open(this.#desk?.directory);
    if (desk instanceof Error) this.#flow.fail(desk);
  }

  /** The helpdesk's parts are loaded for helpdesks only. */
  async #newDesk(): Promise<Desk | undefined> {
    if (this.#isHelpdesk) return (await import('./helpdesk.ts')).helpdesk(this);
    return ownDesk(this, (request) => this.#reauthenticate(request));
  }

  /** The page's function runs right after the person's click, so that it may open a window. */
  async #reauthenticate(request: ReauthenticationRequest): Promise<void> {
    if (!this.reauthenticate) {
      throw new PasskeyError('reauthentication_required', 'Give the element a `reauthenticate` function.');
    }
    await this.#loadDialogs();
    await this.#stepUp.ask(request);
    await this.reauthenticate(request);
  }

  #hear(news: News): void {
    this.#announcement = announcementOf(news, this.#texts.now(this.words, this.#isHelpdesk));
    this.requestUpdate();
    void this.#focus.follow(news);
    if (news.is === 'listed') void this.#providers.learn(news.list.passkeys);
    for (const event of eventsOf(news)) this.dispatchEvent(event);
  }

  async #sendCode(address: string): Promise<void> {
    const remote = this.#desk?.remote;
    if (remote) await this.#flow.sendCode(address, (_, signal) => remote.sendCode(address, signal));
  }

  async #useCode(code: string): Promise<void> {
    const remote = this.#desk?.remote;
    if (remote) await this.#flow.add((_, signal) => remote.useCode(code, signal), 'using-code');
  }

  async #askToRemove(passkeys: readonly Passkey[]): Promise<void> {
    const [tellsProviders] = await Promise.all([this.#desk?.tellsProviders(), this.#loadDialogs()]);
    this.#tellsProviders = tellsProviders ?? false;
    this.#flow.ask(passkeys);
  }

  async #loadDialogs(): Promise<void> {
    this.#dialogs ??= await import('./dialogs.ts');
    this.requestUpdate();
  }
}

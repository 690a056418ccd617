import { nothing, type PropertyValues, type TemplateResult } from 'lit';

import { hasWebAuthn } from '../../webauthn/environment.ts';
import type { Passkey, ReauthenticationRequest } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import { errors, helpdesk, manager } from '../../i18n/en.ts';
import { toPasskeyError } from '../shared/task.ts';
import { getInternals, mirrorStates } from '../shared/internals.ts';
import { baseStyles } from '../shared/base-styles.ts';
import { Localizer } from '../shared/localize.ts';
import { SourceController } from './source-controller.ts';
import { ManagerController, type ActionOutcome } from './controller.ts';
import { FocusController } from './focus-controller.ts';
import { LazyViews } from './lazy-views.ts';
import { toAnnouncement, toEvents } from './outcome.ts';
import { Providers } from './provider-names.ts';
import { ReturnWatch } from './return-watch.ts';
import { rowStyles } from './row-styles.ts';
import { ManagerSettings } from './properties.ts';
import { stateNames } from './state.ts';
import { ReauthenticationController } from './reauthentication-controller.ts';
import { styles } from './styles.ts';
import { Texts } from './texts.ts';
import type { ManagerActions, ManagerView } from './view-model.ts';
import { view } from './view.ts';

/**
 * A person's passkeys on their account page: list, add, rename, remove. What the server does not tell of a
 * passkey is not shown.
 *
 * ```js
 * const manager = document.querySelector('passkey-manager'); // <passkey-manager issuer="https://…">
 * manager.accessToken = () => session.accessToken();
 * ```
 *
 * Until it has what it needs it shows that it loads. Changes need an authentication of the last 5 minutes: else
 * the element asks the person to confirm and calls `reauthenticate`, or the `client` does so in its own way, and
 * what they began goes on.
 *
 * With `user-id` and `system` it is a helpdesk's view of somebody's passkeys: new ones are made for `mode`, by default
 * Smart, and go on the key or phone of the person at the counter; the last one can be removed, and in Classic mode a
 * code can be sent to a person who is elsewhere.
 *
 * Reserve its space while it loads: `passkey-manager:not(:defined) { display: block; min-block-size: 13rem }`.
 *
 * @tag passkey-manager
 *
 * @event {PasskeyListChangedEvent} passkey-list-changed - The list is there, or another one than before
 * @event {PasskeyAddedEvent} passkey-added - The server accepted a new passkey
 * @event {PasskeyRenamedEvent} passkey-renamed - The server took a new name
 * @event {PasskeyRemovedEvent} passkey-removed - The server removed a passkey
 * @event {PasskeyManagerFailedEvent} passkey-manager-failed - Something ended without success, `cancelled` among
 *   the codes
 *
 * @slot heading - A heading in place of the element's own
 * @slot intro - What passkeys are, in place of the element's own words
 * @slot unavailable - What is said when the workspace has switched passkeys off
 * @slot unsupported - What is said in a browser without WebAuthn
 *
 * @csspart base - Everything
 * @csspart header - Title, count and the button that adds
 * @csspart title - The title
 * @csspart count - How many there are, and may be
 * @csspart add - The button that adds
 * @csspart spinner - In its place while a passkey is made
 * @csspart intro - What passkeys are
 * @csspart status - What happened; a live region, not visible
 * @csspart skeleton - The list before it is there
 * @csspart failure - In place of a list that did not come
 * @csspart retry - The button that loads it again
 * @csspart empty - The invitation where there is no passkey yet
 * @csspart empty-title - Its title
 * @csspart banner - What is to be done after a switch of the mode
 * @csspart banner-title - Its title
 * @csspart remove-old - The button that removes what was replaced
 * @csspart limits - Why nothing can be added
 * @csspart outdated - The list may be an old one
 * @csspart text - Words of any of these
 * @csspart list - The passkeys
 * @csspart row - One of them
 * @csspart provider-icon - A drawing of what holds it
 * @csspart name - Its name
 * @csspart badge - What is special about it
 * @csspart facts - What is known of it
 * @csspart row-actions - The buttons of a row
 * @csspart rename - The button that opens the editor
 * @csspart remove - The button that removes
 * @csspart last-passkey - Why the only one cannot be removed
 * @csspart trouble - What went wrong
 * @csspart editor - The name, while it is edited
 * @csspart input - A text field
 * @csspart save - The button that saves
 * @csspart cancel - The button that does not
 * @csspart problem - Why a name cannot be taken
 * @csspart dialog - A question
 * @csspart dialog-title - Its title
 * @csspart dialog-text - What follows from yes
 * @csspart dialog-answers - Its buttons
 * @csspart dialog-cancel - The button that says no
 * @csspart dialog-confirm - The button that says yes
 * @csspart acknowledgement - Helpdesk: the box to check before somebody's last passkey is removed
 * @csspart remote - Helpdesk: enrolment with a code
 * @csspart remote-summary - Its title
 * @csspart remote-form - One of its forms
 * @csspart remote-button - The button of a form
 *
 * @cssproperty [--passkey-accent=#2a5fd0] - The main button
 * @cssproperty [--passkey-on-accent=#fff] - Its text
 * @cssproperty [--passkey-focus=currentColor] - The focus ring
 * @cssproperty [--passkey-radius=0.625rem] - Corners
 * @cssproperty [--passkey-gap=0.75rem] - Space between the pieces
 * @cssproperty [--passkey-warning=light-dark(#8a5300, #f2c166)] - What needs attention
 * @cssproperty [--passkey-danger=#b3261e] - The button that removes for good
 * @cssproperty [--passkey-on-danger=#fff] - Its text
 * @cssproperty [--passkey-surface=Canvas] - Background of dialogs
 * @cssproperty [--passkey-on-surface=CanvasText] - Their text
 * @cssproperty [--passkey-manager-inline-size=44rem] - Largest width
 *
 * @cssstate loading - The list is not there yet
 * @cssstate failed - The list did not come
 * @cssstate offline - The list did not come, because there is no network
 * @cssstate list - There are passkeys
 * @cssstate empty - There are none
 * @cssstate full - There are as many as there may be
 * @cssstate unavailable - The workspace has switched passkeys off
 * @cssstate unsupported - The browser has no WebAuthn
 * @cssstate busy - The server or the authenticator is waited for
 */
export class PasskeyManager extends ManagerSettings {
  static override styles = [baseStyles, styles, rowStyles];

  /** Registers the element; does nothing when the name is taken. */
  static define(tag = 'passkey-manager', registry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  readonly #internals = getInternals(this);
  readonly #words = new Localizer(this, { errors, manager, helpdesk });
  readonly #texts = new Texts(this.#words);
  readonly #stepUp = new ReauthenticationController(this);
  readonly #flow = new ManagerController(this, (news) => this.#hear(news));
  readonly #focus = new FocusController(this, this.#flow);
  readonly #providers = new Providers(() => this.requestUpdate());
  readonly #lazy = new LazyViews(this);
  readonly #opener = new SourceController(
    this,
    (request) => this.#reauthenticate(request),
    (source) => this.#flow.open(this.#lazy.withListing(source, this.#words.language)),
  );
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
    await this.#flow.add();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#opener.follow(changed);
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.#words.ready ? view(this.#model, this.#actions, this.#announcement) : nothing;
  }

  protected override updated(): void {
    mirrorStates(this.#internals, stateNames(this.#flow.state, hasWebAuthn()));
  }

  get #model(): ManagerView {
    const { isHelpdesk } = this.#opener;
    const texts = this.#texts.now(this.words, isHelpdesk);
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
      listing: this.#lazy.listing,
      dialogs: this.#lazy.dialogs,
      helpdesk: isHelpdesk ? { words: texts.helpdesk, remote: this.#flow.source?.remote?.view } : undefined,
    };
  }

  readonly #actions: ManagerActions = {
    add: () => void this.add(),
    prepare: () => this.#flow.prepare(),
    retry: () => void this.refresh(),
    edit: (id) => this.#flow.edit(id),
    stopEditing: () => this.#flow.edit(),
    rename: (id, name) => void this.#flow.rename(id, name),
    askToRemove: (passkeys) => void this.#askToRemove(passkeys),
    cancelRemoval: () => this.#flow.ask(),
    remove: (passkeys) => void this.#flow.remove(passkeys),
    confirm: this.#stepUp.confirm,
    decline: this.#stepUp.decline,
    sendCode: (address) => void this.#flow.sendCode(address),
    useCode: (code) => void this.#flow.useCode(code),
  };

  /** The page's function runs right after the person's click, so that it may open a window. */
  async #reauthenticate(request: ReauthenticationRequest): Promise<void> {
    if (!this.reauthenticate) {
      throw new PasskeyError('reauthentication_required', 'Give the element a `reauthenticate` function.');
    }
    await this.#lazy.loadDialogs();
    await this.#stepUp.ask(request);
    await this.reauthenticate(request);
  }

  #hear(news: ActionOutcome): void {
    this.#announcement = toAnnouncement(news, this.#texts.now(this.words, this.#opener.isHelpdesk));
    this.requestUpdate();
    void this.#focus.follow(news);
    if (news.is === 'listed') void this.#providers.learn(news.list.passkeys);
    for (const event of toEvents(news)) this.dispatchEvent(event);
  }

  async #askToRemove(passkeys: readonly Passkey[]): Promise<void> {
    const { source } = this.#flow;
    try {
      const [tellsProviders] = await Promise.all([source?.tellsProviders(), this.#lazy.loadDialogs()]);
      if (source !== this.#flow.source) return;
      this.#tellsProviders = tellsProviders ?? false;
      this.#flow.ask(passkeys);
    } catch (error) {
      this.#flow.fail({ action: 'remove', error: toPasskeyError(error) });
    }
  }
}

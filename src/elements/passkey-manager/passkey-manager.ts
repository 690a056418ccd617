import { nothing, type PropertyValues, type TemplateResult } from 'lit';

import { hasWebAuthn } from '../../webauthn/environment.ts';
import type { KindNames } from '../../client/types.ts';
import { delays, errors, helpdesk, manager } from '../../i18n/en.ts';
import { baseStyles } from '../shared/base-styles.ts';
import { getInternals, mirrorStates } from '../shared/internals.ts';
import { Localizer } from '../shared/localize.ts';
import { ManagerController } from './controller.ts';
import { SourceController } from './data-source.ts';
import { FocusController } from './focus-controller.ts';
import { loadCodeRegistration } from './list-view.ts';
import { isSuccess, toAnnouncement, toEvents, type ActionOutcome } from './outcome.ts';
import { ManagerSettings } from './properties.ts';
import { ProviderNames } from './provider-names.ts';
import { ReauthenticationController } from './reauthentication-controller.ts';
import { rowStyles } from './row-styles.ts';
import { stateNames, type Activity } from './state.ts';
import { styles } from './styles.ts';
import { TextCache, type ManagerActions, type ManagerView } from './view-model.ts';
import { loadDialogs, view, type Status } from './view.ts';

/**
 * The passkeys of a signed-in person on their account page: list, add, rename, remove. Values that the server does
 * not send are not shown.
 *
 * The element shows its loading state until `accessToken` or `client` is set. Changes need a sign-in of the last
 * 5 minutes. If it is older, the element asks for a confirmation, calls `reauthenticate` and resumes the action; a
 * `client` of the page does this with its own `reauthenticate`.
 *
 * With `user-id` and `system` the element is the view of a helpdesk: new passkeys are made for `mode` (default: Smart)
 * on the security key or phone of the person at the counter. The last passkey can be removed. In Classic mode a code
 * can be sent to a person who is elsewhere.
 *
 * Reserve its space while it loads: `passkey-manager:not(:defined) { display: block; min-block-size: 13rem }`.
 *
 * @example
 * ```js
 * const manager = document.querySelector('passkey-manager'); // <passkey-manager issuer="https://…">
 * manager.accessToken = () => session.accessToken();
 * ```
 *
 * @tag passkey-manager
 *
 * @event {PasskeyListChangedEvent} passkey-list-changed - The list was loaded and differs from the one before
 * @event {PasskeyAddedEvent} passkey-added - The server accepted a new passkey; its `id` may follow only with the list
 * @event {PasskeyRenamedEvent} passkey-renamed - The server saved a new name
 * @event {PasskeyRemovedEvent} passkey-removed - The server removed a passkey
 * @event {PasskeyManagerFailedEvent} passkey-manager-failed - An action ended without success; `cancelled` is among
 *   the codes
 *
 * @slot heading - Replaces the element's heading
 * @slot intro - Replaces the introduction
 * @slot signed-out - Replaces the request to sign in again, in place of the list of a person who is signed out
 * @slot unavailable - Replaces the notice that the workspace has switched passkeys off
 * @slot unsupported - Replaces the notice that the browser has no WebAuthn
 *
 * @csspart base - The container of everything in the element
 * @csspart header - The header: title, count and add button
 * @csspart title - The title of the element
 * @csspart count - The number of passkeys, and the limit if there is one
 * @csspart add - The button that adds a passkey
 * @csspart stop-waiting - The button that stops waiting for the prompt
 * @csspart spinner - The spinner in the add button while a passkey is made
 * @csspart intro - The introduction below the title
 * @csspart status - The live region: announces outcomes to screen readers, and shows successes to everyone
 * @csspart skeleton - The placeholder of the list while it loads
 * @csspart failure - The box in place of a list that could not be loaded
 * @csspart retry - The button that loads the list again
 * @csspart empty - The invitation in place of an empty list
 * @csspart empty-title - The title of the invitation
 * @csspart banner - The notice after a switch of the mode
 * @csspart banner-title - The title of the banner
 * @csspart remove-old - The button that removes the obsolete passkeys
 * @csspart limits - The reason why no passkey can be added
 * @csspart outdated - The notice that the list may be outdated
 * @csspart text - A paragraph in the failure box, the invitation, the banner or the code registration
 * @csspart list - The list of passkeys
 * @csspart row - A passkey in the list
 * @csspart provider-icon - The icon of a row's provider or device
 * @csspart name - The name of a passkey
 * @csspart badge - A badge beside the name
 * @csspart facts - The details of a passkey: provider, sync, mode and dates
 * @csspart row-actions - The buttons of a row
 * @csspart rename - The button that opens the name editor
 * @csspart remove - The button that removes a passkey
 * @csspart last-passkey - The note that the only passkey cannot be removed
 * @csspart trouble - The message of a failed action
 * @csspart editor - The form that edits a name
 * @csspart input - A text field
 * @csspart save - The button that saves the name
 * @csspart cancel - The cancel button of the name editor
 * @csspart problem - The reason why a name cannot be saved
 * @csspart dialog - A confirmation dialog
 * @csspart dialog-title - The dialog's title
 * @csspart dialog-text - The dialog's text: the consequences of confirming
 * @csspart dialog-answers - The container of the dialog's buttons
 * @csspart dialog-cancel - The cancel button of a dialog
 * @csspart dialog-confirm - The confirm button of a dialog
 * @csspart acknowledgement - Helpdesk: the checkbox that must be checked before a user's last passkey is removed
 * @csspart remote - Helpdesk: the section for registration with a code
 * @csspart remote-summary - The title of that section
 * @csspart remote-form - A form of that section, for the address or for the code
 * @csspart remote-button - The submit button of such a form
 *
 * @cssproperty [--passkey-accent=#2a5fd0] - Background of the main button
 * @cssproperty [--passkey-on-accent=#fff] - Text of the main button
 * @cssproperty [--passkey-focus=currentColor] - Focus ring
 * @cssproperty [--passkey-radius=0.625rem] - Radius of corners
 * @cssproperty [--passkey-gap=0.75rem] - Space between the sections
 * @cssproperty [--passkey-warning=light-dark(#8a5300, #f2c166)] - Errors and notices that need attention
 * @cssproperty [--passkey-danger=#b3261e] - Background of the button that confirms a removal
 * @cssproperty [--passkey-on-danger=#fff] - Text of that button
 * @cssproperty [--passkey-surface=Canvas] - Background of dialogs
 * @cssproperty [--passkey-on-surface=CanvasText] - Text of dialogs
 * @cssproperty [--passkey-manager-inline-size=44rem] - Largest width of the element
 *
 * @cssstate loading - The list is being loaded for the first time
 * @cssstate failed - The list could not be loaded
 * @cssstate offline - The list could not be loaded, because there is no network
 * @cssstate list - The list has passkeys
 * @cssstate empty - The list has no passkeys
 * @cssstate full - The list has as many passkeys as allowed
 * @cssstate unavailable - The workspace has switched passkeys off
 * @cssstate unsupported - The browser has no WebAuthn
 * @cssstate busy - An action waits for the server or the authenticator
 */
export class PasskeyManager extends ManagerSettings {
  static override styles = [baseStyles, styles, rowStyles];

  /** Registers the element. Does nothing if the tag is already defined. */
  static define(tag = 'passkey-manager', registry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  readonly #internals = getInternals(this);
  readonly #localizer = new Localizer(this, { errors, manager, helpdesk, delays });
  readonly #texts = new TextCache(this.#localizer);
  readonly #reauthentication = new ReauthenticationController(this, loadDialogs);
  readonly #controller = new ManagerController(this, loadDialogs, (outcome) => this.#onOutcome(outcome));
  readonly #focus = new FocusController(this, this.#controller);
  readonly #providers = new ProviderNames(() => this.requestUpdate());
  readonly #sources = new SourceController(
    this,
    (request) => this.#reauthentication.run(request),
    (source) => this.#controller.open(source),
    loadCodeRegistration,
  );
  #status: Status = noStatus;
  #activity: Activity['is'] = 'none';

  /** Starts over, e.g. for another person: stops all actions, closes dialogs and editors, and loads the list. */
  reset(): void {
    this.#status = noStatus;
    this.#sources.reopen();
  }

  /** Loads the list again. Resolves when the load has ended; the events report its outcome. */
  async refresh(): Promise<void> {
    await this.#controller.refresh();
  }

  /** Adds a passkey, like a click on the add button. Resolves when it has ended; the events report its outcome. */
  async add(): Promise<void> {
    this.#providers.preload();
    await this.#controller.add(this.#kindNames);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#sources.follow(changed);
    this.#endStatus();
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.#localizer.ready ? view(this.#model, this.#actions, this.#status) : nothing;
  }

  protected override updated(): void {
    mirrorStates(this.#internals, stateNames(this.#controller.state, hasWebAuthn()));
  }

  get #model(): ManagerView {
    const { isHelpdesk } = this.#sources;
    const texts = this.#texts.read(this.words, isHelpdesk);
    const hasCodes = this.#controller.source?.codes !== undefined;
    return {
      state: this.#controller.state,
      supported: hasWebAuthn(),
      reauthenticating: this.#reauthentication.isOpen,
      providers: this.#providers.byAaguid,
      language: this.#localizer.language,
      locale: this.#localizer.locale,
      direction: this.#localizer.direction,
      words: texts.manager,
      errors: texts.errors,
      delays: texts.delays,
      helpdesk: isHelpdesk ? { words: texts.helpdesk, hasCodes } : undefined,
    };
  }

  readonly #actions: ManagerActions = {
    add: () => void this.add(),
    prepare: () => this.#controller.prepare(),
    cancel: () => this.#controller.cancel(),
    retry: () => void this.refresh(),
    edit: (id) => this.#controller.edit(id),
    stopEditing: () => this.#controller.edit(),
    rename: (id, name) => void this.#controller.rename(id, name),
    confirmRemoval: (passkeys) => void this.#controller.confirmRemoval(passkeys),
    cancelRemoval: () => this.#controller.edit(),
    remove: (passkeys) => void this.#controller.remove(passkeys),
    confirm: this.#reauthentication.confirm,
    decline: this.#reauthentication.decline,
    sendCode: (address) => void this.#controller.sendCode(address),
    useCode: (code) => void this.#controller.useCode(code, this.#kindNames),
  };

  /** Default names of new passkeys, in the language of the element. */
  get #kindNames(): KindNames {
    const { securityKey, phone } = this.#texts.read(this.words, this.#sources.isHelpdesk).manager;
    return { securityKey, phone };
  }

  #onOutcome(outcome: ActionOutcome): void {
    const text = toAnnouncement(outcome, this.#texts.read(this.words, this.#sources.isHelpdesk));
    // The reload after a success must not take the note of it away.
    if (text !== '' || !this.#status.visible) this.#status = { text, visible: isSuccess(outcome) };
    this.requestUpdate();
    void this.#focus.follow(outcome);
    if (outcome.is === 'listed') void this.#providers.load(outcome.list.passkeys);
    for (const event of toEvents(outcome)) this.dispatchEvent(event);
  }

  /** The note of a success stays until the person begins something else. */
  #endStatus(): void {
    const { is } = this.#controller.state.activity;
    if (this.#activity === 'none' && is !== 'none') this.#status = noStatus;
    this.#activity = is;
  }
}

const noStatus: Status = { text: '', visible: false };

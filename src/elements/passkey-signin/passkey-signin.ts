import { nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { Passkeys } from '../../client/types.ts';
import { delays, errors, signIn } from '../../i18n/en.ts';
import { getInternals, mirrorStates } from '../shared/internals.ts';
import { baseStyles } from '../shared/base-styles.ts';
import { Localizer } from '../shared/localize.ts';
import { ReappearController } from '../shared/reappear-controller.ts';
import { Fields } from './fields/fields.ts';
import { clientSettings, createSigninClient } from './client.ts';
import { SignInController } from './controller.ts';
import { SigninSettings, toHttpUrl } from './properties.ts';
import { SignUp, type WordGroup } from './sign-up/sign-up.ts';
import { isFinal, stateNames, type Screen } from './state.ts';
import { styles } from './styles.ts';
import { focusButton, focusScreen, view, type SignInActions, type SignInView } from './view.ts';

/**
 * Signs people in with a passkey: one button and autofill where the workspace is in Smart mode, username and
 * passkey where it is in Classic mode. The element detects the mode.
 *
 * ```html
 * <passkey-signin issuer="https://example.com/acme/shop" pool-id="customers"></passkey-signin>
 * ```
 *
 * On Connect's hosted sign-in page (`/identity/{pool-id}/login`) no attribute is needed: the page's URL has the rest, and
 * the page's form is sent after the passkey. A hosted page at another address sets `transaction="from-url"`.
 * Elsewhere the server answers with tokens, which go to `onTokens`.
 *
 * A password form goes into the slot `other-ways`. With the attribute `data-passkey-password` the element submits
 * it, by its field with `autocomplete="current-password"` and the one with `autocomplete="username"`; the latter is
 * then the element's username field too, and a form without one uses the element's. A page with a handler of its own
 * calls `signInWithPassword`. Either way the element asks for a second factor where one is needed, and offers a
 * passkey for this device afterwards.
 *
 * With the attribute `sign-up` people can create an account with a passkey, without a password. On Connect's hosted
 * pages for sign-up and activation the element does so without an attribute.
 *
 * Reserve its space while it loads: `passkey-signin:not(:defined) { display: block; min-block-size: 10.5rem }`.
 *
 * @example
 * ```js
 * const signIn = document.querySelector('passkey-signin');
 * signIn.onTokens = (tokens) => startSession(tokens);
 * signIn.addEventListener('passkey-signed-in', () => location.assign('/account'));
 * ```
 *
 * @tag passkey-signin
 *
 * @event {PasskeyModeDetectedEvent} passkey-mode-detected - The mode of the workspace is known, `unavailable` where
 *   passkeys are switched off; dispatched again when it has changed
 * @event {PasskeySignedInEvent} passkey-signed-in - The server accepted the person. Cancelable where the server
 *   redirects: `preventDefault()` keeps the page, `event.follow()` goes there later
 * @event {PasskeySigninFailedEvent} passkey-signin-failed - An attempt ended without success, also with the code
 *   `cancelled`; also, for developers, when passkeys cannot be used on this page
 * @event {PasskeyOfferEvent} passkey-offer - The element is about to offer a passkey for this device; cancelable
 * @event {PasskeyAddedEvent} passkey-added - A passkey was created, by the offer or silently
 *
 * @slot heading - A heading above everything else
 * @slot before - Content before the form
 * @slot username - A username field of the page, in place of the element's own
 * @slot other-ways - Other ways to sign in; the pressed button of a password form has `aria-busy` while it waits
 * @slot after - Content after everything else
 * @slot unsupported - The notice in browsers without WebAuthn
 *
 * @csspart base - The container around all parts
 * @csspart passkey - The group with the passkey button
 * @csspart account - The box with the name of a known user
 * @csspart account-label - The text before the name
 * @csspart account-name - The name of the known user
 * @csspart other-account - The button "Use another account"
 * @csspart button - The passkey button
 * @csspart icon - The icon in the passkey button
 * @csspart spinner - The spinner that replaces the icon while an attempt is pending
 * @csspart label - The text of the passkey button
 * @csspart hint - The hint below the passkey button
 * @csspart cancel - The button that stops waiting for the prompt
 * @csspart status - The status message, a live region
 * @csspart title - The title of the sign-up, of the second factor and of the offer
 * @csspart text - The text below the title, and the notice in browsers without WebAuthn
 * @csspart sign-up - The button that leads to the sign-up
 * @csspart sign-in - The button that leads from the sign-up to the sign-in
 * @csspart start-over - The button that leaves the second factor
 * @csspart restart - The link or button that leads on from a transaction that is over
 * @csspart not-now - The button that declines the offer
 * @csspart other-ways - The group with the other ways to sign in
 * @csspart divider - The divider between the passkey and the other ways
 *
 * @cssproperty [--passkey-accent=#2a5fd0] - Background of the main button
 * @cssproperty [--passkey-on-accent=#fff] - Text colour of the main button
 * @cssproperty [--passkey-focus=currentColor] - Colour of the focus ring
 * @cssproperty [--passkey-radius=0.625rem] - Radius of the corners
 * @cssproperty [--passkey-gap=0.75rem] - Space between the parts
 * @cssproperty [--passkey-signin-inline-size=24rem] - Maximum width
 * @cssproperty [--passkey-signin-block-size=10.5rem] - Minimum height
 *
 * @cssstate detecting - The mode is not known yet
 * @cssstate smart - The form of Smart mode is shown
 * @cssstate classic - The form of Classic mode is shown
 * @cssstate sign-up - The form of a new account is shown
 * @cssstate second-factor - The password was right and a passkey is needed as second factor
 * @cssstate offer - A passkey for this device is offered
 * @cssstate done - The person is signed in
 * @cssstate unavailable - Passkeys are switched off in the workspace
 * @cssstate unsupported - The browser has no WebAuthn
 * @cssstate expired - The OAuth transaction has expired or was used
 * @cssstate waiting - A request or a prompt is pending
 * @cssstate cancelled - The person cancelled the latest attempt
 * @cssstate failed - The latest attempt failed
 */
export class PasskeySignin extends SigninSettings {
  static override styles = [baseStyles, styles];

  /** Registers the element; does nothing when the name is taken. */
  static define(tag = 'passkey-signin', registry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  readonly #internals = getInternals(this);
  readonly #words = new Localizer<WordGroup>(this, { delays, errors, signIn });
  readonly #signUp = new SignUp(this, this.#words);
  readonly #fields = new Fields(this, {
    getClient: () => this.#getClient(),
    onEnter: () => this.#controller.act(),
    onPassword: (identifier, password) => void this.signInWithPassword(identifier, password),
    onEdit: () => this.#controller.dismissFailure(),
  });
  readonly #controller = new SignInController(this, {
    account: this.#fields.account,
    getClient: () => this.#getClient(),
    getFirstScreen: () => this.#signUp.firstScreen,
  });
  #ownClient: Passkeys | undefined;
  #hadFocus = false;
  #shown: Screen['is'] | undefined;

  constructor() {
    super();
    this.addEventListener('change', () => this.#controller.prepare());
    new ReappearController(this, () => this.#controller.isStale && this.reset());
  }

  /** Starts over, e.g. when an app shows an element again that it kept after a sign-in. */
  reset(): void {
    // The client remembers that passkeys were switched off.
    this.#ownClient = undefined;
    this.#controller.restart();
  }

  /** Signs in as the button does. Resolves when the attempt is over, also after a failure: events have the outcome. */
  async signIn(): Promise<void> {
    // A pending update may restart the element, which would abort this attempt.
    if (this.isUpdatePending) await this.updateComplete;
    if (this.#isReady() && !this.#controller.isPending) await this.#controller.signIn();
  }

  /**
   * Signs in with the values of a password form of the page. When the server asks for a second factor, or a passkey
   * can be offered, the element continues. Resolves when the attempt is over, also after a failure.
   */
  async signInWithPassword(identifier: string, password: string): Promise<void> {
    if (this.isUpdatePending) await this.updateComplete;
    if (this.#isReady()) await this.#controller.signInWithPassword(identifier, password);
  }

  /** Defers rendering of the pending state so that `navigator.credentials` is called first. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.#controller.isPending) await new Promise((resolve) => setTimeout(resolve));
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#hadFocus = this.matches(':focus-within');
    if (clientSettings.some((name) => changed.has(name))) this.reset();
    else if (changed.has('signUp')) this.#controller.restart();
    this.#signUp.load();
    this.#fields.showSignUp(this.#controller.screen.is === 'sign-up');
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.#words.ready ? view(this.#viewState, this.#actions) : nothing;
  }

  protected override updated(): void {
    const { screen, attempt } = this.#controller;
    if (this.#words.ready) this.#fields.render(this.#viewState, this.#words.language);
    mirrorStates(this.#internals, stateNames(screen, attempt.progress));
    if (this.#shown !== undefined && this.#shown !== screen.is) {
      focusScreen(this.renderRoot, screen, this.#hadFocus && !this.matches(':focus-within'));
    }
    this.#shown = screen.is;
  }

  get #viewState(): SignInView {
    const { screen, attempt } = this.#controller;
    return {
      ...attempt,
      screen,
      account: screen.is === 'classic' ? this.#fields.account.known : undefined,
      offersSignUp: this.#signUp.isOffered,
      signUp: this.#signUp.part,
      hasField: this.#fields.account.needsField(screen),
      preferred: this.preferred,
      hasOtherWays: this.querySelector(':scope > [slot="other-ways"]') !== null,
      hasPasswordForm: this.#fields.hasPasswordForm,
      appUrl: toHttpUrl(this.appUrl),
      language: this.#words.language,
      direction: this.#words.direction,
      words: this.#words.of('signIn'),
      errors: this.#words.of('errors'),
      delays: this.#words.of('delays'),
    };
  }

  /** A finished element starts over, and one that shows the sign-up leaves it. */
  #isReady(): boolean {
    const { screen } = this.#controller;
    if (!this.isConnected) return false;
    if (isFinal(screen)) this.reset();
    if (screen.is === 'sign-up') this.#startSignIn();
    return true;
  }

  #startSignIn(): void {
    if (this.#signUp.isPage) this.#getClient()?.hostedPage?.changeView('back_to_main_login_page');
    else this.#controller.restart({ is: 'detecting' });
  }

  #getClient(): Passkeys | undefined {
    return this.client ?? (this.#ownClient ??= createSigninClient(this));
  }

  readonly #actions: SignInActions = {
    signIn: () => this.#controller.act(),
    prepare: () => this.#controller.prepare(),
    useAnotherAccount: () => this.#fields.account.useAnother(),
    createPasskey: () => void this.#controller.createPasskey(),
    notNow: () => this.#controller.notNow(),
    cancel: () => this.#focusAfter(() => this.#controller.cancel()),
    startSignUp: () => this.#controller.restart({ is: 'sign-up', byLink: false }),
    startSignIn: () => this.#focusAfter(() => this.#startSignIn()),
    update: () => this.requestUpdate(),
  };

  /** The passkey button takes the focus of the button that goes. */
  readonly #focusAfter = (act: () => void): void => {
    act();
    void this.updateComplete.then(() => focusButton(this.renderRoot));
  };
}

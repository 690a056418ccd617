import { nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { Passkeys } from '../../client/types.ts';
import { errors, signIn } from '../../i18n/en.ts';
import { getInternals, mirrorStates } from '../shared/internals.ts';
import { baseStyles } from '../shared/base-styles.ts';
import { Localizer } from '../shared/localize.ts';
import { Account } from './account.ts';
import { SignInController } from './controller.ts';
import { passwordEntry } from './password-form.ts';
import { SigninSettings } from './properties.ts';
import { signinClient } from './client.ts';
import { stateNames, type Screen } from './state.ts';
import { styles } from './styles.ts';
import { UsernameField } from './username-field.ts';
import { view, type SignInActions } from './view.ts';

/** What the element's own client is made from; a change begins anew. */
const clientSettings = [
  'client',
  'issuer',
  'poolId',
  'workspaceId',
  'tenantId',
  'mode',
  'upgrade',
  'transaction',
] as const;

/**
 * Signs people in with a passkey: one button and autofill where the workspace is in Smart mode, username and
 * passkey where it is in Classic mode. It finds out which.
 *
 * ```html
 * <passkey-signin issuer="https://example.com/acme/shop" pool-id="customers"></passkey-signin>
 * ```
 *
 * On Connect's hosted sign-in page (`/identity/{pool-id}/login`, with `login_id` in the query) nothing else is needed:
 * the element goes where the server says. A hosted page at another address says so with `transaction="from-url"`.
 * Elsewhere the server answers with tokens, which go to `onTokens`.
 *
 * A password form goes into the slot `other-ways`. With the attribute `data-passkey-password` the element submits
 * it, by its field with `autocomplete="current-password"` and the one with `autocomplete="username"`; the latter is
 * then the element's username field too, and where the form has none it is the other way round. A page with a
 * handler of its own calls `signInWithPassword`. Either way a second factor is asked for in the element, and a
 * passkey for this device is offered afterwards.
 *
 * Reserve its space while it loads: `passkey-signin:not(:defined) { display: block; min-block-size: 10.5rem }`.
 *
 * @tag passkey-signin
 *
 * @event {PasskeyModeDetectedEvent} passkey-mode-detected - The workspace told how its passkeys work,
 *   `unavailable` where it switched them off; again when that has changed
 * @event {PasskeySignedInEvent} passkey-signed-in - The server accepted the person. Where it named a page to go
 *   to, cancelable: `preventDefault()` stays, `event.follow()` goes there later
 * @event {PasskeySigninFailedEvent} passkey-signin-failed - An attempt ended without success, `cancelled` among
 *   the codes; also when passkeys cannot be used on this page, for the developer
 * @event {PasskeyOfferEvent} passkey-offer - A passkey for this device is about to be offered; cancelable
 * @event {PasskeyAddedEvent} passkey-added - The offer was accepted and the passkey made
 *
 * @slot heading - A heading above everything
 * @slot before - What comes before the form
 * @slot username - Username field of the page, in place of the one that the element makes
 * @slot other-ways - Other ways to sign in
 * @slot after - What comes after everything
 * @slot unsupported - What a browser without WebAuthn shows
 *
 * @csspart base - Everything
 * @csspart passkey - The way in by passkey
 * @csspart account - Known user
 * @csspart account-label - The words before the name
 * @csspart account-name - The name
 * @csspart other-account - The button for another account
 * @csspart button - The passkey button
 * @csspart icon - Its icon
 * @csspart spinner - In place of the icon while something is pending
 * @csspart label - Its words
 * @csspart hint - What will happen
 * @csspart status - What happened; a live region
 * @csspart title - Title of a second step or an offer
 * @csspart text - Its text
 * @csspart start-over - The way back from a second step
 * @csspart not-now - The button that declines an offer
 * @csspart other-ways - The other ways in
 * @csspart divider - Between the passkey and the other ways
 *
 * @cssproperty [--passkey-accent=#2a5fd0] - The main button
 * @cssproperty [--passkey-on-accent=#fff] - Its text
 * @cssproperty [--passkey-focus=currentColor] - The focus ring
 * @cssproperty [--passkey-radius=0.625rem] - Corners
 * @cssproperty [--passkey-gap=0.75rem] - Space between the pieces
 * @cssproperty [--passkey-signin-inline-size=24rem] - Largest width
 * @cssproperty [--passkey-signin-block-size=10.5rem] - Least height
 *
 * @cssstate detecting - The mode is not known yet
 * @cssstate smart - The form of Smart mode
 * @cssstate classic - The form of Classic mode
 * @cssstate second-factor - The password was right, a passkey is asked for
 * @cssstate offer - A passkey for this device is offered
 * @cssstate done - Signed in
 * @cssstate unavailable - The workspace has switched passkeys off
 * @cssstate unsupported - The browser has no WebAuthn
 * @cssstate waiting - A request or a prompt is pending
 * @cssstate cancelled - The person cancelled
 * @cssstate failed - The last attempt failed
 */
export class PasskeySignin extends SigninSettings {
  static override styles = [baseStyles, styles];

  /** Registers the element; does nothing when the name is taken. */
  static define(tag = 'passkey-signin', registry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  readonly #internals = getInternals(this);
  readonly #words = new Localizer(this, { errors, signIn });
  readonly #field = new UsernameField(this, () => void this.#press());
  readonly #account = new Account(this, this.#field, () => this.#passkeys);
  readonly #flow = new SignInController(this, {
    passkeys: () => this.#passkeys,
    deliver: async (tokens) => {
      if (this.client) await this.onTokens?.(tokens);
    },
    identifier: () => this.#account.identifier,
    reportMissingUsername: () => this.#account.reportMissing(),
    wantsAutofill: () => !this.withoutAutofill,
    remember: (identifier) => this.#account.remember(identifier),
  });

  #ownClient: Passkeys | undefined;
  #hadFocus = false;
  #shown: Screen['is'] | undefined;

  constructor() {
    super();
    this.addEventListener('submit', (event) => this.#submitPassword(event));
    this.addEventListener('change', () => this.#flow.prepare());
  }

  /** Does what the button does. Resolves when the attempt is over; events tell how. */
  async signIn(): Promise<void> {
    // What the page has just set begins anew, and would stop this.
    if (this.isUpdatePending) await this.updateComplete;
    if (this.isConnected) await this.#press();
  }

  /**
   * Signs in with what a password form of the page took. When the server asks for a second factor, or a
   * passkey can be offered, the element goes on from there. Resolves when the attempt is over; events tell how.
   */
  async signInWithPassword(identifier: string, password: string): Promise<void> {
    if (this.isUpdatePending) await this.updateComplete;
    if (this.isConnected) await this.#flow.signInWithPassword(identifier, password);
  }

  /** The prompt goes first: what it looks like to wait is drawn when the click has reached the browser. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.#flow.progress.is === 'pending') await new Promise((resolve) => setTimeout(resolve));
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#hadFocus = this.matches(':focus-within');
    if (!clientSettings.some((name) => changed.has(name))) return;
    this.#ownClient = undefined;
    this.#flow.restart();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#words.ready) return nothing;
    const { screen, progress, method } = this.#flow;
    const state = {
      screen,
      progress,
      method,
      account: screen.is === 'classic' ? this.#account.known : undefined,
      hasField: this.#hasField(screen),
      preferred: this.preferred,
      hasOtherWays: this.querySelector(':scope > [slot="other-ways"]') !== null,
      language: this.#words.language,
      direction: this.#words.direction,
      words: this.#words.of('signIn'),
      errors: this.#words.of('errors'),
    };
    return view(state, this.#actions);
  }

  protected override updated(): void {
    const { screen, progress } = this.#flow;
    if (this.#words.ready) this.#account.render(this.#words.of('signIn'), this.#words.language);
    mirrorStates(this.#internals, stateNames(screen, progress));
    if (this.#shown !== undefined && this.#shown !== screen.is) this.#keepFocus(screen);
    this.#shown = screen.is;
  }

  async #press(): Promise<void> {
    if (this.#flow.progress.is !== 'pending') await this.#flow.signIn();
  }

  #hasField({ is }: Screen): boolean {
    if (!this.#field.isHere) return this.#account.isMissing;
    if (is === 'classic' || this.#field.servesOtherWays) return true;
    return is !== 'unavailable' && is !== 'unsupported' && !this.withoutAutofill;
  }

  get #passkeys(): Passkeys | undefined {
    return this.client ?? (this.#ownClient ??= signinClient(this));
  }

  readonly #actions: SignInActions = {
    signIn: () => void this.#press(),
    prepare: () => this.#flow.prepare(),
    useAnotherAccount: () => this.#account.useAnother(),
    createPasskey: () => void this.#flow.createPasskey(),
    notNow: () => this.#flow.notNow(),
    startOver: () => this.#flow.restart(),
    update: () => this.requestUpdate(),
  };

  #submitPassword(event: Event): void {
    const entry = passwordEntry(event);
    if (!entry) return;
    event.preventDefault();
    const identifier = entry.identifier === '' ? this.#account.identifier : entry.identifier;
    if (identifier) void this.signInWithPassword(identifier, entry.password);
    else this.#account.reportMissing();
  }

  /** A new screen takes the focus when the old one had it, or when the person is asked something. */
  #keepFocus({ is }: Screen): void {
    const asks = is === 'second-factor' || is === 'offer';
    if (asks) this.renderRoot.querySelector<HTMLElement>('[part="title"]')?.focus();
    else if (this.#hadFocus && !this.matches(':focus-within')) {
      this.renderRoot.querySelector<HTMLElement>('[part="status"]')?.focus();
    }
  }
}

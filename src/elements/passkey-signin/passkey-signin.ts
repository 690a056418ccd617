import { LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { AccessToken, Mode, Passkeys, PasskeysConfig } from '../../ceremonies/passkeys.ts';
import { PasskeyError } from '../../errors.ts';
import type { TokenReply } from '../../wire/contract.ts';
import { look } from '../shared/look.ts';
import { Words, type WordOverrides } from '../shared/words.ts';
import { SignInFlow } from './flow.ts';
import { ownClient } from './own-client.ts';
import { passwordEntry } from './password-form.ts';
import { stateNames, type Screen } from './state.ts';
import { styles } from './styles.ts';
import { UsernameField } from './username-field.ts';
import { view, type SignInActions } from './view.ts';

/** What the element's own client is made from; a change begins anew. */
const settings = ['client', 'issuer', 'poolId', 'workspaceId', 'tenantId', 'mode'] as const;

/** Signs a person in with a passkey. */
export class PasskeySignin extends LitElement {
  static override properties = {
    issuer: {},
    poolId: { attribute: 'pool-id' },
    workspaceId: { attribute: 'workspace-id' },
    tenantId: { attribute: 'tenant-id' },
    mode: {},
    for: {},
    preferred: {},
    username: {},
    rememberUsername: { type: Boolean, attribute: 'remember-username' },
    withoutAutofill: { type: Boolean, attribute: 'without-autofill' },
    client: { attribute: false },
    accessToken: { attribute: false },
    onTokens: { attribute: false },
    reauthenticate: { attribute: false },
    words: { attribute: false },
  };

  static override styles = [look, styles];

  /** Registers the element; does nothing when the name is taken. */
  static define(tag = 'passkey-signin', registry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  declare issuer: string | undefined;
  declare poolId: string | undefined;
  declare workspaceId: string | undefined;
  declare tenantId: string | undefined;
  declare mode: 'auto' | Mode;
  declare for: string | undefined;
  declare preferred: 'passkey' | 'other';
  declare username: string | undefined;
  declare rememberUsername: boolean;
  declare withoutAutofill: boolean;
  declare client: Passkeys | undefined;
  declare accessToken: AccessToken | undefined;
  declare onTokens: ((tokens: TokenReply) => void | Promise<void>) | undefined;
  declare reauthenticate: PasskeysConfig['reauthenticate'] | undefined;
  declare words: WordOverrides | undefined;

  readonly #internals = this.attachInternals();
  readonly #words = new Words(this);
  readonly #field = new UsernameField(this, () => void this.signIn());
  readonly #flow = new SignInFlow(this, {
    passkeys: () => this.#passkeys,
    deliver: (tokens) => this.#deliver(tokens),
    identifier: () => this.#identifier,
    complain: () => this.#complain(),
    wantsAutofill: () => !this.withoutAutofill,
    remember: (identifier) => this.#remember(identifier),
  });

  #ownClient: Passkeys | undefined;
  #usesAnotherAccount = false;
  #isUsernameMissing = false;
  #hadFocus = false;
  #shown: Screen['is'] | undefined;

  constructor() {
    super();
    this.mode = 'auto';
    this.preferred = 'passkey';
    this.rememberUsername = false;
    this.withoutAutofill = false;
    this.addEventListener('submit', (event) => this.#submitPassword(event));
    this.addEventListener('input', () => this.#settleUsername());
  }

  /** Does what the button does. Resolves when the attempt is over; events tell how. */
  async signIn(): Promise<void> {
    if (this.#flow.progress.is !== 'pending') await this.#flow.signIn();
  }

  /**
   * Signs in with what a password form of the page took. When the server asks for a second factor, or a
   * passkey can be offered, the element goes on from there. Resolves when the attempt is over; events tell how.
   */
  async signInWithPassword(identifier: string, password: string): Promise<void> {
    await this.#flow.signInWithPassword(identifier, password);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#hadFocus = this.matches(':focus-within');
    if (!settings.some((name) => changed.has(name))) return;
    this.#ownClient = undefined;
    this.#flow.restart();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#words.ready) return nothing;
    const words = this.#words.of('signIn');
    return view(
      {
        screen: this.#flow.screen,
        progress: this.#flow.progress,
        account: this.#account,
        hasField: this.#flow.screen.is === 'classic' || !this.withoutAutofill,
        preferred: this.preferred,
        hasOtherWays: this.querySelector(':scope > [slot="other-ways"]') !== null,
        language: this.#words.language,
        direction: this.#words.direction,
        words,
        errors: this.#words.of('errors'),
      },
      this.#actions,
    );
  }

  protected override updated(): void {
    const { screen, progress } = this.#flow;
    if (this.#words.ready) this.#renderField();
    mirror(this.#internals, stateNames(screen, progress));
    if (this.#shown !== undefined && this.#shown !== screen.is) this.#keepFocus(screen);
    this.#shown = screen.is;
  }

  get #passkeys(): Passkeys | undefined {
    return this.client ?? (this.#ownClient ??= ownClient(this));
  }

  get #identifier(): string {
    return this.#account ?? this.#field.value;
  }

  /** Known user: from the page, or remembered for it. Shown where a name is needed and has no field elsewhere. */
  get #account(): string | undefined {
    if (this.#usesAnotherAccount || this.for !== undefined || this.#flow.screen.is !== 'classic')
      return undefined;
    if (this.username) return this.username;
    return this.rememberUsername ? this.#passkeys?.memory.lastUsername : undefined;
  }

  readonly #actions: SignInActions = {
    signIn: () => void this.signIn(),
    prepare: () => this.#flow.prepare(),
    useAnotherAccount: () => void this.#useAnotherAccount(),
    createPasskey: () => void this.#flow.createPasskey(),
    notNow: () => this.#flow.notNow(),
    startOver: () => this.#flow.restart(),
    look: () => this.requestUpdate(),
  };

  #renderField(): void {
    const { username, usernameMissing } = this.#words.of('signIn');
    this.#field.render({ label: username, complaint: this.#isUsernameMissing ? usernameMissing : undefined });
  }

  async #deliver(tokens: TokenReply): Promise<void> {
    if (this.onTokens) return this.onTokens(tokens);
    if (this.client) return;
    throw new PasskeyError(
      'configuration',
      'The server sent tokens: give the element an `onTokens` function.',
    );
  }

  #remember(identifier: string): void {
    if (this.rememberUsername) this.#passkeys?.memory.rememberUsername(identifier);
  }

  #complain(): void {
    this.#isUsernameMissing = true;
    this.#renderField();
    this.#field.focus();
  }

  #settleUsername(): void {
    if (!this.#isUsernameMissing) return;
    this.#isUsernameMissing = false;
    this.requestUpdate();
  }

  async #useAnotherAccount(): Promise<void> {
    this.#usesAnotherAccount = true;
    this.requestUpdate();
    await this.updateComplete;
    this.#field.focus();
  }

  #submitPassword(event: Event): void {
    const entry = passwordEntry(event);
    if (!entry) return;
    event.preventDefault();
    const identifier = entry.identifier === '' ? this.#identifier : entry.identifier;
    if (identifier) void this.signInWithPassword(identifier, entry.password);
    else this.#complain();
  }

  /** A new screen takes the focus when the old one had it, or when the person is asked something. */
  #keepFocus({ is }: Screen): void {
    const asks = is === 'second-factor' || is === 'offer';
    if (asks) this.renderRoot.querySelector<HTMLElement>('[part="title"]')?.focus();
    else if (this.#hadFocus) this.renderRoot.querySelector<HTMLElement>('[part="status"]')?.focus();
  }
}

/** Older browsers have no custom states, or take only names with two dashes. */
function mirror(internals: ElementInternals, names: readonly string[]): void {
  try {
    internals.states.clear();
    for (const name of names) internals.states.add(name);
  } catch {
    // Nothing but looks depends on them.
  }
}

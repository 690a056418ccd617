import type { Passkeys } from '../../client/types.ts';
import type { Messages } from '../../i18n/en.ts';
import type { SigninSettings } from './properties.ts';
import type { UsernameField } from './username-field.ts';

/** Resolves the identifier: from the property `username`, from storage, or from the field. */
export class Account {
  readonly #host: SigninSettings;
  readonly #field: UsernameField;
  readonly #getClient: () => Passkeys | undefined;
  #usesAnother = false;
  #isMissing = false;

  constructor(host: SigninSettings, field: UsernameField, getClient: () => Passkeys | undefined) {
    this.#host = host;
    this.#field = field;
    this.#getClient = getClient;
  }

  /** The name that is shown in place of the field; `undefined` where the field is elsewhere on the page. */
  get known(): string | undefined {
    const { username, rememberUsername } = this.#host;
    if (this.#usesAnother || this.#host.for != null) return undefined;
    if (username) return username;
    return rememberUsername ? this.#getClient()?.memory.lastUsername : undefined;
  }

  /** Empty when neither the page nor the person gave one. */
  get identifier(): string {
    return this.known ?? this.#field.value;
  }

  /** True when a sign-in was started without an identifier and there is still none. */
  get isMissing(): boolean {
    return this.#isMissing && this.identifier === '';
  }

  /** Shows the "username missing" error and focuses the field. */
  reportMissing(): void {
    this.#isMissing = true;
    this.#host.requestUpdate();
    this.#field.input?.addEventListener('input', () => this.#clearMissing(), { once: true });
    void this.#focusField();
  }

  /** Shows the field in place of the known name. */
  useAnother(): void {
    this.#usesAnother = true;
    this.#host.requestUpdate();
    void this.#focusField();
  }

  /** Stores the identifier in this browser if the page has set `remember-username`. */
  remember(identifier: string): void {
    if (this.#host.rememberUsername) this.#getClient()?.memory.rememberUsername(identifier);
  }

  /** Renders the label and the error of the field in the light DOM. */
  render({ username, usernameMissing }: Messages['signIn'], language: string): void {
    const error = this.isMissing ? usernameMissing : undefined;
    this.#field.render({ label: username, error, language });
  }

  #clearMissing(): void {
    this.#isMissing = false;
    this.#host.requestUpdate();
  }

  async #focusField(): Promise<void> {
    await this.#host.updateComplete;
    this.#field.focus();
  }
}

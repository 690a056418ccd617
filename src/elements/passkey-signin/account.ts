import type { Passkeys } from '../../client/types.ts';
import type { Messages } from '../../i18n/en.ts';
import type { SigninSettings } from './properties.ts';
import type { UsernameField } from './username-field.ts';

/** Who signs in: a person the page knows, one that this browser remembers, or who the field says. */
export class Account {
  readonly #host: SigninSettings;
  readonly #field: UsernameField;
  readonly #passkeys: () => Passkeys | undefined;
  #usesAnother = false;
  #isMissing = false;

  constructor(host: SigninSettings, field: UsernameField, passkeys: () => Passkeys | undefined) {
    this.#host = host;
    this.#field = field;
    this.#passkeys = passkeys;
  }

  /** The name that is shown in place of a field; nothing where the field is elsewhere on the page. */
  get known(): string | undefined {
    const { username, rememberUsername } = this.#host;
    if (this.#usesAnother || this.#host.for != null) return undefined;
    if (username) return username;
    return rememberUsername ? this.#passkeys()?.memory.lastUsername : undefined;
  }

  /** Empty when nobody said. */
  get identifier(): string {
    return this.known ?? this.#field.value;
  }

  /** A sign-in was begun without a name, and there is still none. */
  get isMissing(): boolean {
    return this.#isMissing && this.identifier === '';
  }

  /** Says at the field that the name is missing, and takes the person there. */
  reportMissing(): void {
    this.#isMissing = true;
    this.#host.requestUpdate();
    this.#field.input?.addEventListener('input', () => this.#settle(), { once: true });
    void this.#focusField();
  }

  useAnother(): void {
    this.#usesAnother = true;
    this.#host.requestUpdate();
    void this.#focusField();
  }

  remember(identifier: string): void {
    if (this.#host.rememberUsername) this.#passkeys()?.memory.rememberUsername(identifier);
  }

  /** Brings the light DOM up to date. */
  render({ username, usernameMissing }: Messages['signIn'], language: string): void {
    const error = this.isMissing ? usernameMissing : undefined;
    this.#field.render({ label: username, error, language });
  }

  #settle(): void {
    this.#isMissing = false;
    this.#host.requestUpdate();
  }

  async #focusField(): Promise<void> {
    await this.#host.updateComplete;
    this.#field.focus();
  }
}

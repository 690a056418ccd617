import type { Passkeys } from '../../../client/types.ts';
import type { Messages } from '../../../i18n/en.ts';
import type { SigninSettings } from '../properties.ts';
import type { Screen } from '../state.ts';
import type { UsernameField } from './username-field.ts';

/** Resolves the identifier: from the property `username` or `identifier`, from storage, or from the field. */
export class Account {
  readonly #host: SigninSettings;
  readonly #field: UsernameField;
  readonly #getClient: () => Passkeys | undefined;
  #usesAnother = false;
  #isMissing = false;
  #watch: AbortController | undefined;

  constructor(host: SigninSettings, field: UsernameField, getClient: () => Passkeys | undefined) {
    this.#host = host;
    this.#field = field;
    this.#getClient = getClient;
  }

  /** The name that is shown in place of the field; `undefined` where the field is elsewhere on the page. */
  get known(): string | undefined {
    const { username, identifier, rememberUsername } = this.#host;
    if (this.#usesAnother || this.#host.for != null) return undefined;
    const given = username ?? identifier;
    if (given) return given;
    return rememberUsername ? this.#getClient()?.memory.lastUsername : undefined;
  }

  /** Empty when neither the page nor the person gave one. */
  get identifier(): string {
    return this.known ?? this.#field.value;
  }

  /** The content of the field, for a new account. */
  get typed(): string {
    return this.#field.value;
  }

  /** True when a sign-in was started without an identifier and there is still none. */
  get isMissing(): boolean {
    return this.#isMissing && this.identifier === '';
  }

  /** Shows the "username missing" error and focuses the field. */
  reportMissing(): void {
    this.#isMissing = true;
    this.#host.requestUpdate();
    this.#watchField();
    void this.focusField();
  }

  /** Removes the error; a new attempt starts without it. */
  clearMissing(): void {
    if (!this.#isMissing) return;
    this.#isMissing = false;
    this.#watch?.abort();
    this.#host.requestUpdate();
  }

  /** Whether the screen shows the field: for the passkey, for autofill, or for the password. */
  needsField({ is }: Screen): boolean {
    if (!this.#field.isHere) return this.isMissing;
    if (is === 'classic' || is === 'sign-up' || this.#field.servesOtherWays) return true;
    return is !== 'unavailable' && is !== 'unsupported' && !this.#host.withoutAutofill;
  }

  /** Shows the field in place of the known name. */
  useAnother(): void {
    this.#usesAnother = true;
    this.#host.requestUpdate();
    void this.focusField();
  }

  /** Stores the identifier in this browser if the page has set `remember-username`. */
  remember(identifier: string): void {
    if (this.#host.rememberUsername) this.#getClient()?.memory.rememberUsername(identifier);
  }

  /**
   * Renders the label and the error of the field in the light DOM.
   *
   * @param problem of the name that was sent
   */
  render(words: Messages['signIn'], language: string, problem: string | undefined): void {
    const error = this.isMissing ? this.#missingText(words) : problem;
    this.#field.render({ label: words.username, error, language });
  }

  /** Names the field as the page's own label does, unless the page has given words of its own. */
  #missingText({ usernameMissing, fieldMissing }: Messages['signIn']): string {
    const label = this.#field.pageLabel;
    const isReplaced = this.#host.words?.signIn?.usernameMissing !== undefined;
    return label === undefined || isReplaced ? usernameMissing : fieldMissing(label);
  }

  /** A script may fill in the field without an event of its own: an act anywhere on the page looks again. */
  #watchField(): void {
    this.#watch?.abort();
    const watch = new AbortController();
    this.#watch = watch;
    const { input } = this.#field;
    input?.addEventListener('input', () => this.clearMissing(), { signal: watch.signal });
    for (const type of ['click', 'keyup', 'focusin', 'change']) {
      const check = (): void => void setTimeout(() => this.identifier && this.clearMissing());
      document.addEventListener(type, check, { signal: watch.signal });
    }
  }

  async focusField(): Promise<void> {
    await this.#host.updateComplete;
    this.#field.focus();
  }
}

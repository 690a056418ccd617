import { passwordFeedback, type Situation } from '../messages.ts';
import type { SigninSettings } from '../properties.ts';
import type { Passkeys } from '../../../client/types.ts';
import { Account } from './account.ts';
import { PasswordForm } from './password-form.ts';
import { UsernameField } from './username-field.ts';

export interface FieldsContext {
  readonly getClient: () => Passkeys | undefined;
  /** Called when Enter is pressed in the username field. */
  readonly onEnter: () => void;
  /** Called when the marked password form is submitted. */
  readonly onPassword: (identifier: string, password: string) => void;
  /** Called when the form has changed since its latest error. */
  readonly onEdit: () => void;
}

/** The fields of the element, all in the light DOM: the username and the page's password form. */
export class Fields {
  readonly account: Account;
  readonly #field: UsernameField;
  readonly #password: PasswordForm;

  constructor(host: SigninSettings, { getClient, onEnter, onPassword, onEdit }: FieldsContext) {
    this.#field = new UsernameField(host, onEnter);
    this.account = new Account(host, this.#field, getClient);
    this.#password = new PasswordForm(host, {
      onInput: onEdit,
      onSubmit: ({ identifier, password }) => {
        const name = identifier || this.account.identifier;
        if (name) onPassword(name, password);
        else {
          onEdit();
          this.account.reportMissing();
        }
      },
    });
  }

  get hasPasswordForm(): boolean {
    return this.#password.isThere;
  }

  /** The other ways are hidden at a sign-up, and the username field of their form with them. */
  showSignUp(isSignUp: boolean): void {
    this.#field.ignoresForms = isSignUp;
  }

  render(state: Situation, language: string): void {
    this.account.render(state.words, language, state.signUp?.nameProblem(state));
    this.#password.render(passwordFeedback(state, language));
  }
}

/** Input of the templates: the view model, the actions of the person, and the texts. */
import type { Passkey } from '../../client/types.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Localizer, WordOverrides } from '../shared/localize.ts';
import { errorText } from '../shared/error-text.ts';
import { addAvailability, type ActionError, type ManagerState } from './state.ts';

/** Everything that the view depends on. */
export interface ManagerView {
  readonly state: ManagerState;
  /** The browser has WebAuthn. */
  readonly supported: boolean;
  /** The re-authentication dialog is open; the pending action waits for its answer. */
  readonly reauthenticating: boolean;
  /** Names of providers by AAGUID, as far as they are loaded. */
  readonly providers: ReadonlyMap<string, string>;
  readonly language: string;
  /** Language tag for dates, with the page's region: `en-GB`. */
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  /** At a helpdesk, the helpdesk's texts replace those that address the person. */
  readonly words: Messages['manager'];
  readonly errors: Messages['errors'];
  readonly delays: Messages['delays'];
  /** Present at a helpdesk. */
  readonly helpdesk: HelpdeskView | undefined;
}

export interface HelpdeskView {
  readonly words: Messages['helpdesk'];
  /** The API can send codes for this user. */
  readonly hasCodes: boolean;
}

/** Actions of the person. The functions are the same for the lifetime of the element. */
export interface ManagerActions {
  readonly add: () => void;
  /** Called before a likely `add`: pointer or focus reached the button. */
  readonly prepare: () => void;
  /** Stops waiting for the prompt. */
  readonly cancel: () => void;
  readonly retry: () => void;
  readonly edit: (id: string) => void;
  readonly stopEditing: () => void;
  readonly rename: (id: string, name: string) => void;
  readonly confirmRemoval: (passkeys: readonly Passkey[]) => void;
  readonly cancelRemoval: () => void;
  readonly remove: (passkeys: readonly Passkey[]) => void;
  readonly confirm: () => void;
  readonly decline: () => void;
  readonly sendCode: (address: string) => void;
  readonly useCode: (code: string) => void;
}

export type ManagerTexts = Pick<Messages, 'manager' | 'errors' | 'helpdesk' | 'delays'>;

/** Texts of the element. Returns the same object until a text changes, so that rows can be compared by identity. */
export class TextCache {
  readonly #words: Localizer<keyof ManagerTexts>;
  #texts: ManagerTexts | undefined;
  #key: readonly unknown[] = [];

  constructor(words: Localizer<keyof ManagerTexts>) {
    this.#words = words;
  }

  /** @param isHelpdesk take the texts that speak about the person instead of to them */
  read(overrides: WordOverrides | undefined, isHelpdesk: boolean): ManagerTexts {
    const key = [this.#words.language, overrides, isHelpdesk];
    if (this.#texts && key.every((part, index) => part === this.#key[index])) return this.#texts;
    this.#key = key;
    const helpdesk = this.#words.of('helpdesk');
    const manager = { ...this.#words.of('manager'), ...(isHelpdesk && helpdesk) };
    const [errors, delays] = [this.#words.of('errors'), this.#words.of('delays')];
    return (this.#texts = { manager, errors, helpdesk, delays });
  }
}

/** Sentence for a person about a failed action. */
export function failureText(
  { error }: Pick<ActionError, 'error'>,
  texts: Pick<ManagerView, 'errors' | 'delays'> & { readonly words: Messages['manager'] },
): string {
  if (error.code === 'already_registered') return texts.words.alreadyAdded;
  // The sentence of the sign-in names other ways to sign in.
  return error.code === 'verification_failed' ? texts.words.notAdded : errorText(error, texts);
}

/** True if the forms for registration with a code are shown. */
export function hasCodeForms({ helpdesk, supported, state: { shown } }: ManagerView): boolean {
  if (!helpdesk?.hasCodes || shown.is !== 'listed') return false;
  return addAvailability(shown.list, supported) === 'possible';
}

/** Return value of a dialog that was closed because its place on the page is hidden. It opens again with its place. */
export const suspended = 'suspended';

/** Classes of an error's paragraph. Cancelling is not an error, so its style is neutral. */
export const errorTone = ({ error }: ActionError): string =>
  error.code === 'cancelled' ? 'trouble quiet' : 'trouble wrong';

/** Value of a form's field at its submission. Keeps the browser from submitting the form. */
export function formValue(event: SubmitEvent, name: string): string {
  event.preventDefault();
  const value = new FormData(event.currentTarget as HTMLFormElement).get(name);
  return typeof value === 'string' ? value : '';
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { FieldError } from './field-error.ts';
import { createField, mark, offerPasskeys, removeClones, type OwnField } from './light-dom-field.ts';
import { findPasswordForm, readUsername } from './password-form.ts';

/** An element with a username field. */
export interface FieldHost extends ReactiveControllerHost, HTMLElement {
  /** ID of a field of the page. */
  readonly for: string | undefined;
}

/** What the field says. */
export interface FieldWords {
  /** Language tag of the words. */
  readonly language: string;
  readonly label: string;
  /** What is wrong with what was entered; absent when nothing is. */
  readonly error?: string | undefined;
}

/**
 * The username field. It is in the light DOM, because several password managers fill nothing else: the
 * page's own by `for="id"`, in the slot `username` or in the password form, or one that is made here. Its
 * error is light DOM too, since an ID does not cross a shadow root.
 */
export class UsernameField implements ReactiveController {
  readonly #host: FieldHost;
  readonly #enter: () => void;
  readonly #id = `passkey-username-${nextId()}`;
  readonly #error: FieldError;
  #own: OwnField | undefined;
  #typed = '';

  /** @param enter called when Enter is pressed in the field, unless it belongs to a form of the page */
  constructor(host: FieldHost, enter: () => void) {
    this.#host = host;
    this.#enter = enter;
    this.#error = new FieldError(host, `${this.#id}-error`);
    host.addController(this);
  }

  get input(): HTMLInputElement | undefined {
    return this.#pageField() ?? this.#own?.input;
  }

  get value(): string {
    return this.input?.value.trim() ?? '';
  }

  /** False: it is elsewhere on the page. */
  get isHere(): boolean {
    if (this.#host.for != null) return false;
    return this.#slottedField() !== undefined || readUsername(this.#host) === undefined;
  }

  /** The password needs it as well: it stays where passkeys do not. */
  get servesOtherWays(): boolean {
    return (findPasswordForm(this.#host) ?? this.#slottedField()) !== undefined;
  }

  focus(): void {
    this.input?.focus();
  }

  hostConnected(): void {
    if (!this.#own) this.#typed = removeClones(this.#host);
    this.#host.addEventListener('keydown', this.#submitOnEnter);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#submitOnEnter);
    this.#error.clear();
  }

  /** Makes what is missing, and says what is to be said. Call it with each update. */
  render({ label, error, language }: FieldWords): void {
    const pageField = this.#pageField();
    if (pageField) offerPasskeys(pageField);
    if (pageField ?? this.#host.for) this.#removeOwn();
    else this.#renderOwn(label, language);
    const { input } = this;
    if (input && error !== undefined) this.#error.show(input, error, language);
    else this.#error.clear();
  }

  #pageField(): HTMLInputElement | undefined {
    if (this.#host.for != null) return fieldWithId(this.#host, this.#host.for);
    return this.#slottedField() ?? readUsername(this.#host);
  }

  #slottedField(): HTMLInputElement | undefined {
    const own = `:not([${mark}])`;
    const slotted = this.#host.querySelector<HTMLInputElement>(
      `:scope > input[slot="username"]${own}, :scope > [slot="username"]${own} input`,
    );
    return slotted ?? undefined;
  }

  #renderOwn(label: string, language: string): void {
    this.#own ??= createField(this.#id, this.#typed);
    const { label: words, input } = this.#own;
    words.lang = language;
    if (words.textContent !== label) words.textContent = label;
    if (input.parentNode !== this.#host) this.#host.append(words, input);
  }

  #removeOwn(): void {
    this.#own?.label.remove();
    this.#own?.input.remove();
    this.#own = undefined;
  }

  readonly #submitOnEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    if (event.target !== (this.#slottedField() ?? this.#own?.input)) return;
    event.preventDefault();
    this.#enter();
  };
}

let lastId = 0;

function nextId(): number {
  return (lastId += 1);
}

function fieldWithId(host: HTMLElement, id: string): HTMLInputElement | undefined {
  const root = host.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return undefined;
  const element = root.getElementById(id);
  return element instanceof HTMLInputElement ? element : undefined;
}

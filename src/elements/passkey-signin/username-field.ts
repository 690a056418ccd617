import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { createMarked, FieldError, mark, removeClones } from './light-dom.ts';
import { findPasswordForm, findUsernameField } from './password-form.ts';

/** An element with a username field. */
export interface FieldHost extends ReactiveControllerHost, HTMLElement {
  /** ID of a field of the page. */
  readonly for: string | undefined;
}

/** Texts around the field. */
export interface FieldWords {
  /** Language tag of the words. */
  readonly language: string;
  readonly label: string;
  /** Absent while the field has no error. */
  readonly error?: string | undefined;
}

/** The field that the element makes where the page has none. */
interface OwnField {
  readonly label: HTMLLabelElement;
  readonly input: HTMLInputElement;
}

/**
 * The username field. It is in the light DOM, because several password managers fill nothing else: the page's own by
 * `for="id"`, in the slot `username` or in the password form, else one that this class makes. Its error is light DOM
 * too, since an ID does not cross a shadow root.
 */
export class UsernameField implements ReactiveController {
  readonly #host: FieldHost;
  readonly #onEnter: () => void;
  readonly #id = `passkey-username-${nextId()}`;
  readonly #error: FieldError;
  #own: OwnField | undefined;
  #typed = '';

  /** @param onEnter called when Enter is pressed in the field, unless the field belongs to a form of the page */
  constructor(host: FieldHost, onEnter: () => void) {
    this.#host = host;
    this.#onEnter = onEnter;
    this.#error = new FieldError(host, `${this.#id}-error`);
    host.addController(this);
  }

  get input(): HTMLInputElement | undefined {
    return this.#pageField() ?? this.#own?.input;
  }

  get value(): string {
    return this.input?.value.trim() ?? '';
  }

  /** False: the field is elsewhere on the page. */
  get isHere(): boolean {
    if (this.#host.for != null) return false;
    return this.#slottedField() !== undefined || findUsernameField(this.#host) === undefined;
  }

  /** True: a password form uses the field too, so it stays where passkeys are not available. */
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

  /** Updates the light DOM: creates the field where the page has none, shows or clears the error. Call it with each update. */
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
    if (this.#host.for != null) return findById(this.#host, this.#host.for);
    return this.#slottedField() ?? findUsernameField(this.#host);
  }

  #slottedField(): HTMLInputElement | undefined {
    const notOwn = `:not([${mark}])`;
    const slotted = this.#host.querySelector<HTMLInputElement>(
      `:scope > input[slot="username"]${notOwn}, :scope > [slot="username"]${notOwn} input`,
    );
    return slotted ?? undefined;
  }

  #renderOwn(text: string, language: string): void {
    this.#own ??= createField(this.#id, this.#typed);
    const { label, input } = this.#own;
    label.lang = language;
    if (label.textContent !== text) label.textContent = text;
    if (input.parentNode !== this.#host) this.#host.append(label, input);
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
    this.#onEnter();
  };
}

let lastId = 0;

function nextId(): number {
  return (lastId += 1);
}

function findById(host: HTMLElement, id: string): HTMLInputElement | undefined {
  const root = host.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return undefined;
  const element = root.getElementById(id);
  return element instanceof HTMLInputElement ? element : undefined;
}

function createField(id: string, value: string): OwnField {
  const label = createMarked('label');
  const input = createMarked('input');
  label.htmlFor = id;
  Object.assign(input, { id, value, type: 'text', name: 'username', autocomplete: 'username webauthn' });
  Object.assign(input, { autocapitalize: 'none', spellcheck: false, enterKeyHint: 'go' });
  return { label, input };
}

/** HTML, section 4.10.18.7.1 "Autofilling form controls: the autocomplete attribute": `webauthn` comes last. */
function offerPasskeys(input: HTMLInputElement): void {
  const tokens = input.getAttribute('autocomplete')?.trim().split(/\s+/) ?? [];
  if (tokens.includes('webauthn')) return;
  input.setAttribute('autocomplete', [...(tokens[0] ? tokens : ['username']), 'webauthn'].join(' '));
}

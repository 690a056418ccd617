import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { isComposing } from '../../shared/composition.ts';
import { createMarked, FieldError, isFormField, mark, removeClones, type FormField } from './light-dom.ts';
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
  readonly #changes: MutationObserver | undefined;
  /** The field of a password form does not count while the form is hidden. */
  ignoresForms = false;
  #own: OwnField | undefined;
  #typed = '';
  #hadFocus = false;

  /** @param onEnter called when Enter is pressed in the field, unless the field belongs to a form of the page */
  constructor(host: FieldHost, onEnter: () => void) {
    this.#host = host;
    this.#onEnter = onEnter;
    this.#error = new FieldError(`${this.#id}-error`, (paragraph) => {
      if (paragraph.parentNode !== host) host.append(paragraph);
    });
    if (typeof MutationObserver === 'function') this.#changes = new MutationObserver(() => this.#restore());
    host.addController(this);
  }

  get input(): FormField | undefined {
    return this.#pageField() ?? this.#own?.input;
  }

  /** The text of the label of a field of the page; `undefined` for the element's own. */
  get pageLabel(): string | undefined {
    const field = this.#pageField();
    const labels = field && (Reflect.get(field, 'labels') as NodeListOf<HTMLElement> | null | undefined);
    const text = labels?.[0]?.textContent ?? field?.getAttribute('aria-label') ?? '';
    return (
      text
        .replace(/\s+/g, ' ')
        .replace(/\s*[:*]+\s*$/, '')
        .trim() || undefined
    );
  }

  get value(): string {
    return this.input?.value.trim() ?? '';
  }

  /** False: the field is elsewhere on the page. */
  get isHere(): boolean {
    if (this.#host.for != null) return false;
    return this.#slottedField() !== undefined || this.#formField() === undefined;
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
    this.#host.addEventListener('focusin', this.#noteFocus);
    this.#changes?.observe(this.#host, {
      childList: true,
      subtree: true,
      attributeFilter: ['autocomplete'],
    });
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#submitOnEnter);
    this.#host.removeEventListener('focusin', this.#noteFocus);
    this.#changes?.disconnect();
    this.#error.clear();
  }

  /** Updates the light DOM: creates the field where the page has none, shows or clears the error. Call it with each update. */
  render({ label, error, language }: FieldWords): void {
    const pageField = this.#pageField();
    if (pageField) offerPasskeys(pageField);
    if (pageField ?? this.#host.for) this.#removeOwn();
    else this.#renderOwn(label, language);
    const { input } = this;
    if (input && error !== undefined) this.#error.show(input, { text: error, language });
    else this.#error.clear();
  }

  #pageField(): FormField | undefined {
    if (this.#host.for != null) return findById(this.#host, this.#host.for);
    return this.#slottedField() ?? this.#formField();
  }

  #formField(): FormField | undefined {
    return this.ignoresForms ? undefined : findUsernameField(this.#host);
  }

  #slottedField(): FormField | undefined {
    const slot = `:scope > [slot="username"]:not([${mark}])`;
    const slotted = this.#host.querySelectorAll(
      `${slot}:is(input, [autocomplete]), ${slot} :is(input, [autocomplete])`,
    );
    return [...slotted].find(isFormField);
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
    if (event.key !== 'Enter' || event.repeat || isComposing(event)) return;
    if (event.target !== (this.#slottedField() ?? this.#own?.input)) return;
    event.preventDefault();
    this.#onEnter();
  };

  readonly #noteFocus = ({ target }: FocusEvent): void => {
    this.#hadFocus = target === this.#own?.input;
  };

  /**
   * DOM morphing (Turbo, htmx, LiveView) removes nodes and attributes that the server's HTML does not have. The update
   * comes in a later task, so that scripts which remove nodes again and again do not freeze the page.
   */
  #restore(): void {
    const own = this.#own?.input;
    const isRemoved = own !== undefined && own.parentNode !== this.#host;
    const field = this.#pageField();
    const isReset = field !== undefined && !field.getAttribute('autocomplete')?.includes('webauthn');
    if (!isRemoved && !isReset && Boolean(field) !== Boolean(own)) return;
    const hadFocus = isRemoved && this.#hadFocus && document.activeElement === document.body;
    setTimeout(() => {
      this.#host.requestUpdate();
      if (hadFocus) void this.#host.updateComplete.then(() => own?.focus());
    });
  }
}

let lastId = 0;

function nextId(): number {
  return (lastId += 1);
}

/** Compares no classes: the element may be in another document, which has classes of its own. */
function findById(host: HTMLElement, id: string): FormField | undefined {
  const root = host.getRootNode();
  const element = 'getElementById' in root ? (root as Document | ShadowRoot).getElementById(id) : undefined;
  return isFormField(element) ? element : undefined;
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
function offerPasskeys(input: FormField): void {
  const tokens = input.getAttribute('autocomplete')?.trim().split(/\s+/) ?? [];
  if (tokens.includes('webauthn')) return;
  input.setAttribute('autocomplete', [...(tokens[0] ? tokens : ['username']), 'webauthn'].join(' '));
}

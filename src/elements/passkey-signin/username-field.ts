import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** An element with a username field. */
export interface FieldHost extends ReactiveControllerHost, HTMLElement {
  /** ID of a field of the page. */
  readonly for: string | undefined;
}

/** The complaint is absent when all is well. */
export interface FieldWords {
  /** Language tag of the words. */
  readonly language: string;
  readonly label: string;
  readonly complaint?: string | undefined;
}

/**
 * The username field. It is in the light DOM, because several password managers fill nothing else: the
 * page's own by `for="id"`, the page's own in the slot `username`, or one that is made here. The complaint is
 * light DOM too, since an ID does not cross a shadow root.
 */
export class UsernameField implements ReactiveController {
  readonly #host: FieldHost;
  readonly #enter: () => void;
  readonly #id = `passkey-username-${nextId()}`;
  #own: OwnField | undefined;
  #complaint: HTMLElement | undefined;

  constructor(host: FieldHost, enter: () => void) {
    this.#host = host;
    this.#enter = enter;
    host.addController(this);
  }

  /** Whether the field is in the slot of the element, and not elsewhere on the page. */
  get isSlotted(): boolean {
    return this.#host.for === undefined;
  }

  get input(): HTMLInputElement | undefined {
    return this.#pageField() ?? this.#slottedField() ?? this.#own?.input;
  }

  get value(): string {
    return this.input?.value.trim() ?? '';
  }

  focus(): void {
    this.input?.focus();
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#submitOnEnter);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#submitOnEnter);
  }

  /** Makes what is missing, and says what is to be said. Call it with each update. */
  render({ label, complaint, language }: FieldWords): void {
    const pageField = this.#pageField() ?? this.#slottedField();
    if (pageField || this.#host.for !== undefined) this.#removeOwn();
    else this.#renderOwn(label);
    if (pageField) offerPasskeys(pageField);
    this.#complain(complaint);
    for (const text of [this.#own?.label, this.#complaint]) if (text) text.lang = language;
  }

  #pageField(): HTMLInputElement | undefined {
    const root = this.#host.getRootNode();
    const isTree = root instanceof Document || root instanceof ShadowRoot;
    if (this.#host.for === undefined || !isTree) return undefined;
    const element = root.getElementById(this.#host.for);
    return element instanceof HTMLInputElement ? element : undefined;
  }

  #slottedField(): HTMLInputElement | undefined {
    const slotted = this.#host.querySelectorAll<HTMLInputElement>(
      `:scope > input[slot="username"]:not([${mark}]), :scope > [slot="username"]:not([${mark}]) input`,
    );
    return slotted[0];
  }

  #renderOwn(label: string): void {
    this.#own ??= createField(this.#id, removeClones(this.#host));
    if (this.#own.label.textContent !== label) this.#own.label.textContent = label;
    if (this.#own.input.parentNode !== this.#host) this.#host.append(this.#own.label, this.#own.input);
  }

  #removeOwn(): void {
    removeClones(this.#host);
    this.#own = undefined;
    this.#complaint = undefined;
  }

  #complain(complaint: string | undefined): void {
    const { input } = this;
    if (!input) return;
    if (complaint === undefined) this.#settle(input);
    else this.#object(input, complaint);
  }

  #object(input: HTMLInputElement, complaint: string): void {
    this.#complaint ??= createComplaint(`${this.#id}-complaint`);
    if (this.#complaint.parentNode !== this.#host) this.#host.append(this.#complaint);
    if (this.#complaint.textContent !== complaint) this.#complaint.textContent = complaint;
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', this.#complaint.id);
  }

  #settle(input: HTMLInputElement): void {
    if (!this.#complaint) return;
    this.#complaint.remove();
    this.#complaint = undefined;
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-describedby');
  }

  readonly #submitOnEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || event.target !== this.input) return;
    event.preventDefault();
    this.#enter();
  };
}

interface OwnField {
  readonly label: HTMLLabelElement;
  readonly input: HTMLInputElement;
}

/** Tells our nodes from the page's, also in a clone. */
const mark = 'data-passkey-field';

let lastId = 0;

function nextId(): number {
  return (lastId += 1);
}

function createField(id: string, value: string): OwnField {
  const label = createMarked('label');
  const input = createMarked('input');
  label.htmlFor = id;
  Object.assign(input, { id, value, type: 'text', name: 'username', autocomplete: 'username webauthn' });
  Object.assign(input, { autocapitalize: 'none', spellcheck: false, enterKeyHint: 'go' });
  return { label, input };
}

function createComplaint(id: string): HTMLElement {
  const complaint = createMarked('p');
  complaint.id = id;
  return complaint;
}

function createMarked<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.slot = 'username';
  element.setAttribute(mark, '');
  return element;
}

/** A cloned element brings copies of the original's field; what was typed in is kept. */
function removeClones(host: HTMLElement): string {
  const copies = [...host.querySelectorAll(`:scope > [${mark}]`)];
  copies.forEach((copy) => copy.remove());
  return copies.find((copy) => copy instanceof HTMLInputElement)?.value ?? '';
}

/** HTML, section 4.10.18.7.1 "Autofill": `webauthn` comes last. */
function offerPasskeys(input: HTMLInputElement): void {
  const tokens = input.getAttribute('autocomplete')?.trim().split(/\s+/) ?? [];
  if (tokens.includes('webauthn')) return;
  input.setAttribute('autocomplete', [...(tokens[0] ? tokens : ['username']), 'webauthn'].join(' '));
}

/** Marks the element's own nodes in the light DOM, also in a clone of the element. */
export const mark = 'data-passkey-field';

/** An input, or a form-associated custom element of a design system. */
export type FormField = HTMLElement & { value: string };

export function isFormField(element: Element | null | undefined): element is FormField {
  return element != null && 'value' in element && typeof element.value === 'string';
}

export function createMarked<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.slot = 'username';
  element.setAttribute(mark, '');
  return element;
}

/** Removes the copies of the original's field that a cloned element brings. @returns the text that was typed into it */
export function removeClones(host: HTMLElement): string {
  const copies = [...host.querySelectorAll(`:scope > [${mark}]`)];
  copies.forEach((copy) => copy.remove());
  return copies.find((copy) => copy instanceof HTMLInputElement)?.value ?? '';
}

export interface FieldErrorOptions {
  readonly text: string;
  /** Language tag of the text. */
  readonly language: string;
  /** False for an error that is not about the value, such as a server's. */
  readonly isInvalid?: boolean;
}

/** The error of a field: a paragraph in the light DOM that describes the field. */
export class FieldError {
  readonly #place: (paragraph: HTMLElement) => void;
  readonly #id: string;
  #paragraph: HTMLElement | undefined;
  #field: HTMLElement | undefined;

  /**
   * @param id of the paragraph, for `aria-describedby`
   * @param place puts the paragraph where it belongs, at each update
   */
  constructor(id: string, place: (paragraph: HTMLElement) => void) {
    this.#id = id;
    this.#place = place;
  }

  show(field: HTMLElement, { text, language, isInvalid = true }: FieldErrorOptions): void {
    if (this.#field !== field) this.clear();
    this.#field = field;
    // Not by the constructor, which runs on servers too.
    const paragraph = (this.#paragraph ??= createMarked('p'));
    paragraph.id = this.#id;
    paragraph.lang = language;
    if (paragraph.textContent !== text) paragraph.textContent = text;
    this.#place(paragraph);
    if (isInvalid) field.setAttribute('aria-invalid', 'true');
    updateDescription(field, (ids) => ids.add(this.#id));
  }

  clear(): void {
    this.#paragraph?.remove();
    this.#field?.removeAttribute('aria-invalid');
    if (this.#field) updateDescription(this.#field, (ids) => ids.delete(this.#id));
    this.#field = undefined;
  }
}

/** Keeps the IDs that the page put into `aria-describedby` of its field. */
function updateDescription(field: HTMLElement, change: (ids: Set<string>) => unknown): void {
  const ids = new Set(field.getAttribute('aria-describedby')?.split(/\s+/).filter(Boolean));
  change(ids);
  if (ids.size > 0) field.setAttribute('aria-describedby', [...ids].join(' '));
  else field.removeAttribute('aria-describedby');
}

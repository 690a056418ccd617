/** Marks the element's own nodes in the light DOM, also in a clone of the element. */
export const mark = 'data-passkey-field';

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

/** The error of a field: a paragraph in the light DOM that describes the field. */
export class FieldError {
  readonly #host: HTMLElement;
  readonly #paragraph: HTMLElement;
  #field: HTMLInputElement | undefined;

  /** @param id of the paragraph, for `aria-describedby` */
  constructor(host: HTMLElement, id: string) {
    this.#host = host;
    this.#paragraph = createMarked('p');
    this.#paragraph.id = id;
  }

  show(field: HTMLInputElement, text: string, language: string): void {
    if (this.#field !== field) this.clear();
    this.#field = field;
    this.#paragraph.lang = language;
    if (this.#paragraph.textContent !== text) this.#paragraph.textContent = text;
    if (this.#paragraph.parentNode !== this.#host) this.#host.append(this.#paragraph);
    field.setAttribute('aria-invalid', 'true');
    updateDescription(field, (ids) => ids.add(this.#paragraph.id));
  }

  clear(): void {
    this.#paragraph.remove();
    this.#field?.removeAttribute('aria-invalid');
    if (this.#field) updateDescription(this.#field, (ids) => ids.delete(this.#paragraph.id));
    this.#field = undefined;
  }
}

/** Keeps the IDs that the page put into `aria-describedby` of its field. */
function updateDescription(field: HTMLInputElement, change: (ids: Set<string>) => unknown): void {
  const ids = new Set(field.getAttribute('aria-describedby')?.split(/\s+/).filter(Boolean));
  change(ids);
  if (ids.size > 0) field.setAttribute('aria-describedby', [...ids].join(' '));
  else field.removeAttribute('aria-describedby');
}

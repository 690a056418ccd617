/** Tells the element's nodes in the light DOM from the page's, also in a clone. */
export const mark = 'data-passkey-field';

/** The field that the element makes where the page has none. */
export interface OwnField {
  readonly label: HTMLLabelElement;
  readonly input: HTMLInputElement;
}

export function createField(id: string, value: string): OwnField {
  const label = createMarked('label');
  const input = createMarked('input');
  label.htmlFor = id;
  Object.assign(input, { id, value, type: 'text', name: 'username', autocomplete: 'username webauthn' });
  Object.assign(input, { autocapitalize: 'none', spellcheck: false, enterKeyHint: 'go' });
  return { label, input };
}

export function createMarked<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.slot = 'username';
  element.setAttribute(mark, '');
  return element;
}

/** A cloned element brings copies of the original's field; what was typed in is kept. */
export function removeClones(host: HTMLElement): string {
  const copies = [...host.querySelectorAll(`:scope > [${mark}]`)];
  copies.forEach((copy) => copy.remove());
  return copies.find((copy) => copy instanceof HTMLInputElement)?.value ?? '';
}

/** HTML, section 4.10.18.7.1 "Autofilling form controls: the autocomplete attribute": `webauthn` comes last. */
export function offerPasskeys(input: HTMLInputElement): void {
  const tokens = input.getAttribute('autocomplete')?.trim().split(/\s+/) ?? [];
  if (tokens.includes('webauthn')) return;
  input.setAttribute('autocomplete', [...(tokens[0] ? tokens : ['username']), 'webauthn'].join(' '));
}

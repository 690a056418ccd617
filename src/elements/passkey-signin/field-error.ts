import { createMarked } from './light-dom-field.ts';

/** What is wrong with a field, as a paragraph in the light DOM that describes it. */
export class FieldError {
  readonly #host: HTMLElement;
  readonly #text: HTMLElement;
  #about: HTMLInputElement | undefined;

  constructor(host: HTMLElement, id: string) {
    this.#host = host;
    this.#text = createMarked('p');
    this.#text.id = id;
  }

  show(about: HTMLInputElement, text: string, language: string): void {
    if (this.#about !== about) this.clear();
    this.#about = about;
    this.#text.lang = language;
    if (this.#text.textContent !== text) this.#text.textContent = text;
    if (this.#text.parentNode !== this.#host) this.#host.append(this.#text);
    about.setAttribute('aria-invalid', 'true');
    describe(about, (ids) => ids.add(this.#text.id));
  }

  clear(): void {
    this.#text.remove();
    this.#about?.removeAttribute('aria-invalid');
    if (this.#about) describe(this.#about, (ids) => ids.delete(this.#text.id));
    this.#about = undefined;
  }
}

/** The page may describe its field by something of its own, too. */
function describe(input: HTMLInputElement, change: (ids: Set<string>) => unknown): void {
  const ids = new Set(input.getAttribute('aria-describedby')?.split(/\s+/).filter(Boolean));
  change(ids);
  if (ids.size > 0) input.setAttribute('aria-describedby', [...ids].join(' '));
  else input.removeAttribute('aria-describedby');
}

import type { Messages } from '../../i18n/en.ts';
import type { WordOverrides, Localizer } from '../shared/localize.ts';

export type TextsOfManager = Pick<Messages, 'manager' | 'errors' | 'helpdesk'>;

/** The words of the element. The same object until a word changes, so that rows know when to be drawn anew. */
export class Texts {
  readonly #words: Localizer<keyof TextsOfManager>;
  #texts: TextsOfManager | undefined;
  #reason: readonly unknown[] = [];

  constructor(words: Localizer<keyof TextsOfManager>) {
    this.#words = words;
  }

  /** @param helpdesk speaks about the person, not to them */
  now(overrides: WordOverrides | undefined, helpdesk: boolean): TextsOfManager {
    const reason = [this.#words.language, overrides, helpdesk];
    if (this.#texts && reason.every((part, index) => part === this.#reason[index])) return this.#texts;
    this.#reason = reason;
    const others = this.#words.of('helpdesk');
    const manager = { ...this.#words.of('manager'), ...(helpdesk && others) };
    return (this.#texts = { manager, errors: this.#words.of('errors'), helpdesk: others });
  }
}

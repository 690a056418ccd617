import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { browserClock, type Clock } from '../../async.ts';
import type { Messages } from '../../i18n/en.ts';
import {
  loadWords,
  matchLanguage,
  matchLocale,
  onLanguageRegistered,
  textDirection,
  type WordOverrides,
} from './languages.ts';

export { registerLanguage, type LanguageLoader, type WordOverrides } from './languages.ts';
export type { Messages } from '../../i18n/en.ts';

/** An element that has words of its own, which its page may replace. */
export interface WordsHost extends ReactiveControllerHost, HTMLElement {
  words: WordOverrides | undefined;
}

/** The longest that an element, with the page's password form in it, stays blank for a language file. */
const patience = 2000;

/**
 * The words of an element, in the language of the nearest `lang`, looked for through shadow roots up to the
 * document. English is built in, other languages are loaded when needed. An element waits 2 seconds for its first
 * language, then shows English until the file arrives. A load that failed is repeated at the element's next update,
 * when it is connected, and when a `lang` above changes, which is followed in any case.
 */
export class Localizer<Group extends keyof Messages = keyof Messages> implements ReactiveController {
  /** Language tag of the words: the value for a `lang` attribute around them. */
  language = 'en';
  /** Language tag for dates: the page's own, with its region, where it is in the language of the words. */
  locale = 'en';
  /** False while the page's first language is on its way: render nothing yet, or words would change in sight. */
  ready = false;

  readonly #host: WordsHost;
  readonly #clock: Clock;
  readonly #observer: MutationObserver | undefined;
  #english: Partial<Pick<Messages, Group>>;
  #words: WordOverrides = {};
  #messages: Partial<Pick<Messages, Group>>;
  #isShown = false;
  #hasFailed = false;
  #stopListening: (() => void) | undefined;

  /** @param english the groups of words that the element always uses */
  constructor(host: WordsHost, english: Partial<Pick<Messages, Group>>, clock: Clock = browserClock) {
    this.#host = host;
    this.#clock = clock;
    this.#english = english;
    this.#messages = english;
    if (typeof MutationObserver === 'function') this.#observer = new MutationObserver(() => this.#follow());
    host.addController(this);
  }

  get direction(): 'ltr' | 'rtl' {
    return textDirection(this.language);
  }

  /** A group of words, the page's own words first. */
  of<Name extends Group>(group: Name): Messages[Name] {
    return { ...(this.#messages[group] as Messages[Name]), ...this.#host.words?.[group] };
  }

  /** Adds groups of words that the element uses only now and then. Before that, `of` gives none of them. */
  add(english: Partial<Pick<Messages, Group>>): void {
    this.#english = { ...this.#english, ...english };
    this.#messages = complete(this.#english, this.#words);
  }

  hostConnected(): void {
    for (const root of rootsAbove(this.#host)) {
      this.#observer?.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
    }
    this.#stopListening = onLanguageRegistered(() => {
      // Registered right after the element was defined: no English before it.
      if (!this.#isShown) this.ready = false;
      this.#follow();
    });
    this.#follow();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#stopListening?.();
  }

  hostUpdate(): void {
    if (this.#hasFailed) this.#follow();
  }

  hostUpdated(): void {
    this.#isShown = this.ready;
  }

  #follow(): void {
    this.#hasFailed = false;
    const language = matchLanguage(nearestLanguage(this.#host));
    if (language === this.language) this.#show(language);
    else void this.#change(language);
  }

  async #change(language: string): Promise<void> {
    const stopWaiting = this.ready ? undefined : this.#clock.after(patience, () => this.#show(this.language));
    try {
      const words = language === 'en' ? {} : await loadWords(language);
      if (matchLanguage(nearestLanguage(this.#host)) !== language) return;
      this.#words = words;
      this.#messages = complete(this.#english, words);
      this.#show(language);
    } catch {
      this.#show(this.language);
      // Not in the update that this failure causes.
      await this.#host.updateComplete;
      this.#hasFailed = true;
    } finally {
      stopWaiting?.();
    }
  }

  #show(language: string): void {
    const locale = matchLocale(nearestLanguage(this.#host), language);
    if (this.ready && language === this.language && locale === this.locale) return;
    [this.language, this.locale, this.ready] = [language, locale, true];
    this.#host.requestUpdate();
  }
}

/** The words given, with English for those that are missing or of another type. */
function complete<Words extends object>(english: Words, given: WordOverrides): Words {
  const groups = Object.entries(english).map(([group, words]) => [
    group,
    completeGroup(words as object, (given as Readonly<Record<string, unknown>>)[group]),
  ]);
  return Object.fromEntries(groups) as Words;
}

function completeGroup(english: object, given: unknown): object {
  const words = Object.entries(english).map(([name, word]: [string, unknown]) => {
    const own = (given as Readonly<Record<string, unknown>> | null | undefined)?.[name];
    return [name, typeof own === typeof word ? own : word];
  });
  return Object.fromEntries(words) as object;
}

/** The value of the nearest `lang`; a language that the page does not name is English. */
function nearestLanguage(element: Element): string {
  const named = element.closest('[lang]');
  if (named) return named.getAttribute('lang') ?? '';
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLanguage(root.host) : '';
}

function* rootsAbove(element: Element): Iterable<Node> {
  const root = element.getRootNode();
  yield root;
  if (root instanceof ShadowRoot) yield* rootsAbove(root.host);
}

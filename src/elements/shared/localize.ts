import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { Messages } from '../../i18n/en.ts';
import { languages } from '../../i18n/languages.ts';

/** Any word, replaced: `{ signIn: { button: 'Log in with a passkey' } }`. */
export type WordOverrides = { readonly [Group in keyof Messages]?: Partial<Messages[Group]> };

/** An element that has words of its own, which its page may replace. */
export interface WordsHost extends ReactiveControllerHost, HTMLElement {
  words: WordOverrides | undefined;
}

/**
 * The words of an element, in the language of the nearest `lang`, looked for through shadow roots up to the
 * document. English is built in, other languages are loaded when needed; until then, and for languages that
 * are not there, the words are English. A change of any `lang` above is followed.
 */
export class Localizer<Group extends keyof Messages = keyof Messages> implements ReactiveController {
  /** Language tag of the words: the value for a `lang` attribute around them. */
  language = 'en';
  /** False while the page's first language is on its way: render nothing yet, or words would change in sight. */
  ready = false;

  readonly #host: WordsHost;
  readonly #observer: MutationObserver | undefined;
  readonly #english: Pick<Messages, Group>;
  #messages: Pick<Messages, Group>;

  /** @param english the groups of words that the element uses */
  constructor(host: WordsHost, english: Pick<Messages, Group>) {
    this.#host = host;
    this.#english = english;
    this.#messages = english;
    if (typeof MutationObserver === 'function') this.#observer = new MutationObserver(() => this.#follow());
    host.addController(this);
  }

  get direction(): 'ltr' | 'rtl' {
    return this.language === 'ar' ? 'rtl' : 'ltr';
  }

  /** A group of words, the page's own words first. */
  of<Name extends Group>(group: Name): Messages[Name] {
    return { ...this.#messages[group], ...this.#host.words?.[group] };
  }

  hostConnected(): void {
    for (const root of rootsAbove(this.#host)) {
      this.#observer?.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
    }
    this.#follow();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  #follow(): void {
    const language = supported(nearestLanguage(this.#host));
    if (language === this.language) this.ready = true;
    else void this.#change(language);
  }

  async #change(language: string): Promise<void> {
    const messages = language === 'en' ? this.#english : await load(language);
    if (supported(nearestLanguage(this.#host)) !== language) return;
    if (messages !== undefined) [this.#messages, this.language] = [messages, language];
    this.ready = true;
    this.#host.requestUpdate();
  }
}

/** The value of the nearest `lang`; a language that the page does not name is English. */
function nearestLanguage(element: Element): string {
  const named = element.closest('[lang]');
  if (named) return named.getAttribute('lang') ?? '';
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLanguage(root.host) : '';
}

/** The language that serves a tag: `de` for `de-AT`; RFC 4647, section 3.4 "Lookup", with one step. */
function supported(tag: string): string {
  const [primary = ''] = tag.toLowerCase().split(/[-_]/);
  return Object.hasOwn(languages, primary) ? primary : 'en';
}

/** Nothing when the file does not arrive: the words stay as they are. */
async function load(language: string): Promise<Messages | undefined> {
  return languages[language]?.().catch(() => undefined);
}

function* rootsAbove(element: Element): Iterable<Node> {
  const root = element.getRootNode();
  yield root;
  if (root instanceof ShadowRoot) yield* rootsAbove(root.host);
}

/** The languages of the elements: those of the package, and those that a page registers. */
import { PasskeyError } from '../../errors.ts';
import type { Messages } from '../../i18n/en.ts';
import { languages } from '../../i18n/languages.ts';

/** Any words, replaced: `{ signIn: { button: 'Log in with a passkey' } }`. */
export type WordOverrides = { readonly [Group in keyof Messages]?: Partial<Messages[Group]> };

/** Loads the words of a language, or a module that has them as its default export. */
export type LanguageLoader = () => Promise<WordOverrides | { readonly default: WordOverrides }>;

const loaders = new Map<string, LanguageLoader>(Object.entries(languages));
const loading = new Map<string, Promise<WordOverrides>>();
const listeners = new Set<() => void>();

/**
 * Adds a language to both elements, or replaces one of theirs. It is loaded when a page first asks for it by `lang`;
 * words that it leaves out stay English. Elements that are on the page already follow.
 *
 * ```js
 * registerLanguage('sv', () => import('./sv.js'));
 * ```
 *
 * @param tag BCP 47 language tag: `sv`, `pt-PT`, `zh-Hant`
 * @throws PasskeyError `configuration` for an invalid tag, for English, which is built in, and without a function
 */
export function registerLanguage(tag: string, load: LanguageLoader): void {
  const locale = parseTag(tag);
  if (!locale) refuse(`"${tag}" is not a language tag. Use one such as "sv" or "pt-PT".`);
  if (locale.baseName === 'en') refuse('English is built in. Replace its words with the property `words`.');
  if (typeof load !== 'function')
    refuse(`registerLanguage('${tag}', …) needs a function that loads the words.`);
  loaders.set(locale.baseName, load);
  loading.delete(locale.baseName);
  for (const listener of listeners) listener();
}

function refuse(message: string): never {
  throw new PasskeyError('configuration', message);
}

/** Calls `listener` at each registration. @returns a function that ends it */
export function onLanguageRegistered(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** One load per language for all elements of the page. A load that failed is repeated by the next call. */
export function loadWords(language: string): Promise<WordOverrides> {
  const known = loading.get(language);
  if (known) return known;
  const words = runLoader(language);
  loading.set(language, words);
  words.catch(() => {
    if (loading.get(language) === words) loading.delete(language);
  });
  return words;
}

async function runLoader(language: string): Promise<WordOverrides> {
  const load = loaders.get(language);
  try {
    return readWords(language, await load?.());
  } catch (error) {
    // The page's own function or file: its developer reads of it, the visitor reads English.
    if (load !== languages[language]) globalThis.reportError?.(error);
    throw error;
  }
}

function readWords(language: string, loaded: unknown): WordOverrides {
  const words = isObject(loaded) && 'default' in loaded ? loaded.default : loaded;
  if (isObject(words)) return words;
  return refuse(`The loader of "${language}" gave no words. Export them as default.`);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * The language whose words serve a page in the language `tag`: the same tag, else the same language in the same
 * script, of which the same region first (`zh-Hans` for `zh-CN`), then the most general; else English.
 */
export function matchLanguage(tag: string): string {
  const wanted = parseTag(tag);
  if (!wanted || (wanted.language === 'en' && !loaders.has(wanted.baseName))) return 'en';
  if (loaders.has(wanted.baseName)) return wanted.baseName;
  const { language, script, region } = wanted.maximize();
  const related = [...loaders.keys()]
    .map((name) => ({ name, likely: new Intl.Locale(name).maximize() }))
    .filter(({ likely }) => likely.language === language && likely.script === script)
    .sort((one, other) => one.name.length - other.name.length);
  const [first] = related;
  return (related.find(({ likely }) => likely.region === region) ?? first)?.name ?? 'en';
}

/** The tag itself where `language` serves it, for dates: British dates beside English words; else `language`. */
export function matchLocale(tag: string, language: string): string {
  const locale = parseTag(tag);
  return locale?.language === new Intl.Locale(language).language ? locale.baseName : language;
}

/** Scripts that run from right to left, of languages in use (Unicode, `Bidi_Class` R and AL). */
const rightToLeft = new Set(['Adlm', 'Arab', 'Aran', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']);

export function textDirection(language: string): 'ltr' | 'rtl' {
  const { script } = new Intl.Locale(language).maximize();
  return script !== undefined && rightToLeft.has(script) ? 'rtl' : 'ltr';
}

/** Nothing for text that is no language tag; `de_AT` counts as `de-AT`. */
function parseTag(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'));
  } catch {
    return undefined;
  }
}

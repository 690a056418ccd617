import { en, type Messages } from '../../src/i18n/en.ts';
import { languages } from '../../src/i18n/languages.ts';

type Word = string | ((...values: never[]) => string);

/** Language tag and messages of each language of the package, English first. */
export const catalogues: readonly (readonly [tag: string, messages: Messages])[] = [
  ['en', en],
  ...(await Promise.all(Object.entries(languages).map(async ([tag, load]) => [tag, await load()] as const))),
];

/** Every text with its name; functions are called with numbers, which serve as names too. */
export function toTexts(
  messages: Messages,
  ...values: readonly number[]
): readonly (readonly [string, string])[] {
  return entries(messages).map(([name, word]) => [
    name,
    typeof word === 'string' ? word : word(...(values as never[])),
  ]);
}

/** Every text in all its forms: functions are called with numbers of each plural category. */
export function allTexts(messages: Messages): readonly (readonly [string, string])[] {
  return [0, 1, 2, 3, 5, 11, 100].flatMap((count) => [
    ...toTexts(messages, count),
    ...toTexts(messages, count, 12),
  ]);
}

/** The functions with an English wording that depends on a number, by name. */
export function countedTexts(messages: Messages): readonly (readonly [string, (count: number) => string])[] {
  const counted = new Set(
    entries(en)
      .filter(
        ([, word]) =>
          typeof word === 'function' && wording(word as Counted, 1) !== wording(word as Counted, 2),
      )
      .map(([name]) => name),
  );
  return entries(messages).filter(([name]) => counted.has(name)) as [string, Counted][];
}

type Counted = (count: number) => string;

/** The text for a number, without the number. */
export const wording = (text: Counted, count: number): string => text(count).replaceAll(String(count), '#');

function entries(messages: Messages): readonly (readonly [string, Word])[] {
  return Object.entries(messages).flatMap(([group, words]) =>
    Object.entries(words as Readonly<Record<string, Word>>).map(
      ([name, word]) => [`${group}.${name}`, word] as const,
    ),
  );
}

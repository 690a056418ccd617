import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plural } from '../../src/i18n/plural.ts';
import { catalogues, countedTexts, wording } from './catalogues.ts';
import { en } from './english.ts';

const numbers = [0, 1, 2, 3, 5, 11, 21, 100];

/**
 * Categories that may be worded alike, in a language or in one of its messages: without vowel signs, Arabic looks the
 * same after 0, 11 and 100; the Italian word for passkeys has no plural form,
 * nor has the Dutch word for hours after a number.
 */
const alike: Readonly<Record<string, readonly Intl.LDMLPluralRule[]>> = {
  'nl delays.hours': ['one', 'other'],
  ar: ['zero', 'many', 'other'],
  'it manager.count': ['one', 'other'],
};

test('the messages that count are found', () => {
  const names = countedTexts(en).map(([name]) => name);
  const known = [
    'manager.count',
    'manager.full',
    'manager.removedMany',
    'manager.removeOld',
    'helpdesk.full',
  ];
  for (const name of known) assert.ok(names.includes(name), name);
});

for (const [tag, messages] of catalogues) {
  const toCategory = (count: number) => new Intl.PluralRules(tag).select(count);

  test(`${tag} has one wording for each plural category, and only that`, () => {
    for (const [name, text] of countedTexts(messages)) {
      for (const [one, other] of pairs(numbers)) {
        const categories = [toCategory(one), toCategory(other)];
        const [first, second] = [wording(text, one), wording(text, other)];
        const place = `${name}: ${first} / ${second}`;
        if (categories[0] === categories[1]) assert.equal(first, second, place);
        else if (!categories.every((category) => (alike[`${tag} ${name}`] ?? alike[tag])?.includes(category)))
          assert.notEqual(first, second, place);
      }
    }
  });

  test(`${tag} writes the number wherever no word says it`, () => {
    for (const [name, text] of countedTexts(messages)) {
      for (const count of numbers.filter((count) => count > 2)) {
        assert.ok(text(count).includes(String(count)), `${name}: ${text(count)}`);
      }
    }
  });
}

test('a category that is left out is worded like "other"', () => {
  assert.equal(plural('fr', 1_000_000, { one: '# clé', other: '# clés' }), '1000000 clés');
  assert.equal(plural('pl', 3, { one: 'jeden', other: '# i #' }), '3 i 3');
});

test('Arabic puts the dual in the case of its sentence', () => {
  const ar = catalogues.find(([tag]) => tag === 'ar')?.[1];
  assert.equal(ar?.manager.count(2), 'مفتاحا مرور');
  assert.equal(ar?.manager.removedMany(2), 'تمت إزالة مفتاحَي مرور.');
  assert.equal(ar?.manager.removeOld(2), 'إزالة مفتاحَي المرور القديمين');
});

function* pairs(values: readonly number[]): Iterable<readonly [number, number]> {
  for (const [at, one] of values.entries()) for (const other of values.slice(at + 1)) yield [one, other];
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passkeyErrorCodes } from '../../src/errors.ts';
import { languages } from '../../src/i18n/languages.ts';
import { catalogues as all, toTexts } from './catalogues.ts';
import { en } from './english.ts';

/** Words that are the same in two languages, and are right so. */
const shared = new Set([
  'Passkeys',
  'Name',
  'Code',
  '1 Passkey',
  '2 Passkeys',
  '1 passkey',
  '2 passkeys',
  '1 z 10',
  '2 de 10',
  'Passkey',
]);

test('all languages are there', () => {
  assert.deepEqual(all.map(([tag]) => tag).sort(), [
    'ar',
    'de',
    'en',
    'es',
    'fr',
    'it',
    'ja',
    'ko',
    'nl',
    'pl',
    'pt-BR',
    'zh-Hans',
  ]);
});

for (const [tag, messages] of all) {
  test(`${tag} says every word`, () => {
    for (const [name, text] of toTexts(messages, 2, 10)) {
      assert.match(text, /\S/, name);
      assert.equal(text, text.trim(), name);
      assert.doesNotMatch(text, /undefined|\[object|\bNaN\b/, name);
    }
  });

  test(`${tag} has calm words for every error: no code, no shouting, no blame`, () => {
    assert.deepEqual(Object.keys(messages.errors).sort(), [...passkeyErrorCodes].sort());
    for (const [code, text] of Object.entries(messages.errors)) {
      assert.doesNotMatch(text, /!|error|fehler|erreur|błąd|エラー|خطأ/iu, code);
      assert.ok(!text.includes(code), code);
    }
  });

  test(`${tag} repeats what it is given`, () => {
    const { manager, helpdesk } = messages;
    for (const text of [manager.added('Ada’s key'), manager.removeTitle('Ada’s key')]) {
      assert.ok(text.includes('Ada’s key'), text);
    }
    assert.ok(helpdesk.codeSent('ada@example.com').includes('ada@example.com'));
    for (const number of ['3', '10']) assert.ok(manager.count(3, 10).includes(number));
  });
}

for (const [tag, messages] of all.filter(([tag]) => tag !== 'en')) {
  test(`${tag} leaves nothing in English`, () => {
    const english = new Map(toTexts(en, 2, 10));
    for (const [name, text] of toTexts(messages, 2, 10)) {
      assert.ok(text !== english.get(name) || shared.has(text), `${name}: ${text}`);
    }
  });
}

test('counts follow the grammar of the language', async () => {
  const count = async (tag: string, number: number) => (await languages[tag]?.())?.manager.count(number);
  assert.equal(await count('pl', 1), '1 klucz dostępu');
  assert.equal(await count('pl', 2), '2 klucze dostępu');
  assert.equal(await count('pl', 5), '5 kluczy dostępu');
  assert.equal(await count('pl', 22), '22 klucze dostępu');
  assert.equal(await count('fr', 0), '0 clé d’accès');
  assert.equal(await count('ar', 2), 'مفتاحا مرور');
  assert.equal(await count('ar', 3), '3 مفاتيح مرور');
  assert.equal(await count('ar', 11), '11 مفتاح مرور');
  assert.equal(en.manager.count(1), '1 passkey');
  assert.equal(en.manager.count(2), '2 passkeys');
});

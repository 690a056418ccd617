import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  loadWords,
  matchLanguage,
  matchLocale,
  registerLanguage,
  textDirection,
} from '../../src/elements/shared/languages.ts';
import { isPasskeyError } from '../../src/errors.ts';
import { replaceMember } from '../support/prompts.ts';

const words = { signIn: { button: 'Logga in' } };

test('a page gets the words of its tag, else of its language in its script, else English', () => {
  const bundled = {
    zh: 'zh-Hans',
    'zh-CN': 'zh-Hans',
    'zh-SG': 'zh-Hans',
    'zh-Hans-HK': 'zh-Hans',
    'zh-TW': 'en',
    pt: 'pt-BR',
    'pt-PT': 'pt-BR',
  };
  for (const [tag, language] of Object.entries(bundled)) assert.equal(matchLanguage(tag), language, tag);
  registerLanguage('sr-Latn', async () => words);
  registerLanguage('pt-PT', async () => words);
  const served = {
    de: 'de',
    'de-AT': 'de',
    de_CH: 'de',
    'DE-de': 'de',
    'de-Latn-DE-1996': 'de',
    'en-GB': 'en',
    'sr-Latn-RS': 'sr-Latn',
    'sr-RS': 'en',
    'pt-PT': 'pt-PT',
    eo: 'en',
    '': 'en',
    'no tag': 'en',
    constructor: 'en',
  };
  for (const [tag, language] of Object.entries(served)) assert.equal(matchLanguage(tag), language, tag);
  assert.equal(matchLanguage('__proto__'), 'en');
});

test('the same region comes before another, and the general language before a regional one', () => {
  registerLanguage('es-MX', async () => words);
  assert.deepEqual(['es-MX', 'es-AR', 'es'].map(matchLanguage), ['es-MX', 'es', 'es']);
});

test('dates follow the region of the page where the words are in its language', () => {
  assert.equal(matchLocale('en-GB', 'en'), 'en-GB');
  assert.equal(matchLocale('de_AT', 'de'), 'de-AT');
  assert.equal(matchLocale('eo', 'en'), 'en');
  assert.equal(matchLocale('no tag', 'en'), 'en');
});

test('the direction is that of the script', () => {
  const directions = ['ar', 'he', 'fa', 'ur', 'dv', 'ks-Deva', 'az-Arab', 'de', 'ja', 'eo'].map(
    textDirection,
  );
  assert.deepEqual(directions, ['rtl', 'rtl', 'rtl', 'rtl', 'rtl', 'ltr', 'rtl', 'ltr', 'ltr', 'ltr']);
});

test('a registration that cannot work is refused, with the reason', () => {
  const load = async () => words;
  const refused = [
    () => registerLanguage('no tag', load),
    () => registerLanguage('', load),
    () => registerLanguage('en', load),
    () => registerLanguage('sv', words as never),
  ];
  const reasons = [
    /"no tag" is not a language tag/,
    /"" is not a language tag/,
    /English is built in/,
    /a function/,
  ];
  for (const [at, register] of refused.entries()) {
    assert.throws(register, (error) => {
      assert.ok(isPasskeyError(error) && error.code === 'configuration');
      assert.match(error.message, reasons[at]!);
      return true;
    });
  }
});

test('a language is loaded once, and again where that failed or another loader took its place', async () => {
  const reported: unknown[] = [];
  const restore = replaceMember(globalThis, 'reportError', (error: unknown) => reported.push(error));
  const failure = new Error('gone');
  let loads = 0;
  registerLanguage('sv', async () => {
    loads += 1;
    if (loads === 1) throw failure;
    return { default: words };
  });
  await assert.rejects(loadWords('sv'), failure);
  assert.deepEqual(await Promise.all([loadWords('sv'), loadWords('sv')]), [words, words]);
  assert.equal(loads, 2);
  assert.deepEqual(reported, [failure]);
  registerLanguage('sv', async () => ({ signIn: { button: 'Kom in' } }));
  assert.deepEqual(await loadWords('sv'), { signIn: { button: 'Kom in' } });
  restore();
});

test('a loader without words is reported to the developer of the page', async () => {
  const reported: unknown[] = [];
  const restore = replaceMember(globalThis, 'reportError', (error: unknown) => reported.push(error));
  for (const nothing of [undefined, null, 'words', { default: undefined }]) {
    registerLanguage('fi', async () => nothing as never);
    await assert.rejects(loadWords('fi'), /The loader of "fi" gave no words/);
  }
  assert.equal(reported.length, 4);
  restore();
});

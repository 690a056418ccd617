/** The pages that promise something name the test that holds it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { root } from '../support/repository.ts';
import { tableRows, testSentences } from './named-tests.ts';

const sentences = testSentences();
const steps = tableRows('docs/webauthn-verification.md');

test('every promise against somebody names a test that exists', () => {
  const rows = tableRows('docs/security.md');
  assert.ok(rows.length > 25);
  assert.deepEqual(rows.map((cells) => cells.at(-1) ?? '').filter(isNoTest), []);
});

test('every step of a WebAuthn ceremony names a test that exists', () => {
  assert.ok(steps.length > 55);
  assert.deepEqual(steps.map((cells) => cells.at(-1) ?? '').filter(isNoTest), []);
});

test('every step of a WebAuthn ceremony names a function that exists', () => {
  assert.deepEqual(steps.map((cells) => cells.at(-2) ?? '').filter(isNoFunction), []);
});

test('words of no test, and functions of no file, are noticed', () => {
  assert.ok(isNoTest('the moon is full when a passkey is made'));
  assert.ok(isNoTest('a'));
  assert.ok(isNoFunction('`mock-server/webauthn/signature.ts` `ensureMoon`'));
  assert.ok(isNoFunction('`mock-server/webauthn/moon.ts` `ensureDerSignature`'));
});

function isNoTest(words: string): boolean {
  return words.length < 12 || !sentences.some((sentence) => sentence.includes(words));
}

/** @param place file and function, each in back quotes */
function isNoFunction(place: string): boolean {
  const [, file = '', name = ''] = /^`([^`]+)` `(\w+)`$/.exec(place) ?? [];
  if (file === '' || !existsSync(root + file)) return true;
  return !new RegExp(`(?:function|const) ${name}\\b`).test(readFileSync(root + file, 'utf8'));
}

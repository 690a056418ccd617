import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { passkeyErrorCodes } from '../../src/errors.ts';
import { root } from '../support/repository.ts';
import { managerWays, signinWays } from '../support/ways-on.ts';
import { declarations } from './manifest.ts';
import { groupSentences, sentences, statesPage } from './states-page.ts';

describe('docs/states.md', () => {
  const written = readFileSync(`${root}docs/states.md`, 'utf8');

  it('is what the code of the elements says: npm run docs writes it', async () => {
    assert.equal(written, await statesPage());
  });

  it('has every error code', () => {
    const codes = new Set([...written.matchAll(/^\| `(\w+)` /gm)].map(([, code]) => code));
    assert.deepEqual([...codes].sort(), [...passkeyErrorCodes].sort());
  });

  it('has a way on from every state in which people do not wait for the element itself', () => {
    const ends = Object.entries({ ...signinWays, ...managerWays }).filter(([, { by }]) => by.length === 0);
    assert.deepEqual(
      ends.map(([state]) => state),
      ['done', 'loading'],
    );
  });

  it('has every custom state of both elements', async () => {
    const known = new Set([...Object.keys(signinWays), ...Object.keys(managerWays)]);
    // Expired is described below the table, busy is any of the actions.
    const missing = (await declarations())
      .flatMap(({ cssStates = [] }) => cssStates.map(({ name }) => name))
      .filter((name) => !known.has(name) && name !== 'expired' && name !== 'busy');
    assert.deepEqual(missing, []);
  });

  it('has no sentence that is shared by two situations which need different acts', () => {
    const bySentence = groupSentences(sentences, ({ text }) => text);
    const shared = [...bySentence].filter(([, found]) => new Set(found.map(({ act }) => act)).size > 1);
    assert.deepEqual(
      shared.map(
        ([text, found]) =>
          `${text} ${found.map(({ code, place, act }) => `${code} ${place}: ${act}`).join(', ')}`,
      ),
      [],
    );
  });

  it('has no failure without a sentence', () => {
    const silent = sentences.filter(({ text }) => text.trim() === '');
    assert.deepEqual(silent, []);
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { passkeyErrorCodes } from '../../src/errors.ts';
import { root } from '../support/repository.ts';
import { agentsPage, llmsText } from './agent-files.ts';
import { elementsPage } from './elements-page.ts';

test('docs/elements.md is what the elements say of themselves: npm run docs writes it', async () => {
  assert.equal(readFileSync(`${root}docs/elements.md`, 'utf8'), await elementsPage());
});

test('docs/agents.md and docs/llms.txt are made from the other pages: npm run docs writes them', async () => {
  assert.equal(readFileSync(`${root}docs/agents.md`, 'utf8'), await agentsPage());
  assert.equal(readFileSync(`${root}docs/llms.txt`, 'utf8'), llmsText());
});

test('docs/agents.md has every error code, and the code of the README', async () => {
  const page = await agentsPage();
  assert.deepEqual(
    passkeyErrorCodes.filter((code) => !page.includes(`| \`${code}\``)),
    [],
  );
  assert.match(page, /createPasskeys\(\{/);
  assert.match(page, /<passkey-signin/);
});

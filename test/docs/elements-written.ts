import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { root } from '../support/repository.ts';
import { elementsPage } from './elements-page.ts';

test('docs/elements.md is what the elements say of themselves: npm run docs writes it', async () => {
  assert.equal(readFileSync(`${root}docs/elements.md`, 'utf8'), await elementsPage());
});

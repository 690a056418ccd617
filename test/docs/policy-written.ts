import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { policy } from '../../demo/host/strict-page.ts';
import { root } from '../support/repository.ts';

test('the content security policy of the recipe is the one that the demo sends', () => {
  const recipe = readFileSync(`${root}docs/recipes/content-security-policy.md`, 'utf8');
  const [, written = ''] = /^```\n(default-src .*?)\n```$/ms.exec(recipe) ?? [];
  assert.equal(written.replaceAll('\n', ' '), policy);
});

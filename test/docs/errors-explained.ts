import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { passkeyErrorCodes } from '../../src/errors.ts';

test('docs/errors.md explains every error code, and no other', () => {
  const text = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const explained = [...text.matchAll(/^\| `(\w+)`/gm)].map(([, code]) => code);
  assert.deepEqual(explained.toSorted(), [...passkeyErrorCodes].toSorted());
});

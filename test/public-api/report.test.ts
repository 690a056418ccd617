import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { apiReport } from './report.ts';

test('the API report is that of the source, and no public type is any', async () => {
  const report = await apiReport();
  assert.equal(readFileSync('docs/api.md', 'utf8'), report, 'write it anew: npm run api');
  assert.doesNotMatch(report, /\bany\b/);
});

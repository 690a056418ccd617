import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { budgets, measure, missingEntries } from './size/bundles.ts';

const missing = missingEntries();

describe('what a page loads at once', () => {
  for (const budget of budgets) {
    const skip = missing.includes(budget) ? `${budget.file} does not exist yet` : false;
    it(`from ${budget.entry} weighs at most ${budget.limit} kB`, { skip }, async () => {
      const { now } = await measure(budget);
      assert.ok(now <= budget.limit, `${now.toFixed(2)} kB`);
    });
  }
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { budgets, bundle, weigh } from './size/bundles.ts';

describe('what a page loads at once', () => {
  it('has a budget for each entry that a page imports', () => {
    assert.ok(budgets.length >= 6);
    for (const { entry, file, limit } of budgets) assert.ok(limit > 0 && file.startsWith('src/'), entry);
  });

  for (const budget of budgets) {
    it(`from ${budget.entry} weighs at most ${budget.limit} kB`, async () => {
      const weight = weigh((await bundle(budget)).atOnce);
      assert.ok(weight <= budget.limit, `${weight.toFixed(2)} kB`);
    });
  }
});

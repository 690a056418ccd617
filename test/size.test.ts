import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { budgets, bundle, weigh } from './size/bundles.ts';

describe('what a page loads at once', () => {
  for (const budget of budgets) {
    it(`from ${budget.entry} weighs at most ${budget.limit} kB`, async () => {
      const weight = weigh((await bundle(budget)).atOnce);
      assert.ok(weight <= budget.limit, `${weight.toFixed(2)} kB`);
    });
  }
});

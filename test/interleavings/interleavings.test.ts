import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { leavePage } from '../support/fake-page.ts';
import type { AbortBehaviour } from './model-browser.ts';
import { exploreScene, loadLibraries, type SceneName } from './scenes.ts';
import { seededFaults } from './seeded-faults.ts';

/** Deeper ones are in test/matrix. */
const explored: readonly (readonly [SceneName, AbortBehaviour, number])[] = [
  ['sign-in', 'at once', 3],
  ['sign-in', 'late', 2],
  ['sign-in', 'never', 2],
  ['account', 'at once', 2],
  ['account', 'late', 2],
  ['account', 'never', 2],
  ['offer', 'at once', 2],
  ['offer', 'never', 2],
];

describe('every interleaving', () => {
  after(leavePage);

  for (const [scene, aborts, depth] of explored) {
    it(`of ${depth} acts keeps the promises: ${scene} page, aborts settle ${aborts}`, async () => {
      const limits = { depth, merging: depth > 2 };
      const { counterexample, sequences } = await exploreScene(await loadLibraries(), scene, aborts, limits);
      if (counterexample) assert.fail(counterexample.story);
      assert.ok(sequences > 50, `only ${sequences} sequences`);
    });
  }

  for (const { name, scene, aborts = 'at once', only, ...patch } of seededFaults) {
    it(`finds that ${name}`, async () => {
      const limits = { depth: 4, merging: true, only };
      const { counterexample } = await exploreScene(await loadLibraries([patch]), scene, aborts, limits);
      assert.ok(counterexample, 'no counterexample');
    });
  }
});

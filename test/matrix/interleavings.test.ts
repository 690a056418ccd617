import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { AbortBehaviour } from '../interleavings/model-browser.ts';
import { exploreScene, loadLibraries, type SceneName } from '../interleavings/scenes.ts';
import { leavePage } from '../support/fake-page.ts';

const explored: readonly (readonly [SceneName, AbortBehaviour, number])[] = [
  ['sign-in', 'at once', 3],
  ['sign-in', 'late', 3],
  ['sign-in', 'never', 3],
  ['account', 'at once', 4],
  ['account', 'late', 3],
  ['account', 'never', 3],
  ['offer', 'at once', 3],
  ['offer', 'late', 3],
  ['offer', 'never', 3],
];

describe('interleavings, deeper', () => {
  after(leavePage);

  for (const [scene, aborts, depth] of explored) {
    it(`of ${depth} acts keep the promises: ${scene} page, aborts settle ${aborts}`, async (test) => {
      const limits = { depth, merging: true };
      const { counterexample, sequences } = await exploreScene(await loadLibraries(), scene, aborts, limits);
      if (counterexample) assert.fail(counterexample.story);
      test.diagnostic(`${sequences} sequences`);
    });
  }
});

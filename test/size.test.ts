import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { visitAll, type Visit } from './size/first-visit.ts';
import { visitLimits } from './size/limits.ts';

describe('a first visit, until the page is ready', () => {
  let visits: readonly Visit[] = [];
  before(async () => {
    visits = await visitAll(visitLimits);
  });

  for (const [index, { entry, page, kilobytes, files, requestsInARow }] of visitLimits.entries()) {
    it(`of a ${page} page with ${entry} fetches at most ${kilobytes} kB in ${files} files and ${requestsInARow} requests in a row`, () => {
      const visit = visits[index];
      assert.ok(visit);
      const seen = `${visit.kilobytes.toFixed(2)} kB, ${visit.files.join(' ')}`;
      assert.ok(visit.kilobytes <= kilobytes, seen);
      assert.ok(visit.files.length <= files, seen);
      assert.ok(visit.requestsInARow <= requestsInARow, `${visit.requestsInARow} in a row`);
    });
  }
});

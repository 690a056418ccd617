import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { buildPage } from './size/builds.ts';
import { FirstVisits } from './size/first-visit.ts';
import { visitLimits } from './size/limits.ts';

describe('a first visit, until the page is ready', () => {
  let visits: FirstVisits;
  before(async () => {
    visits = await FirstVisits.open();
  });
  after(() => visits.close());

  for (const limit of visitLimits) {
    const { entry, page, kilobytes, files, requestsInARow } = limit;
    it(`of a ${page} page with ${entry} fetches at most ${kilobytes} kB in ${files} files and ${requestsInARow} requests in a row`, async () => {
      const visit = await visits.measure(page, await buildPage(limit));
      const seen = `${visit.kilobytes.toFixed(2)} kB, ${visit.files.join(' ')}`;
      assert.ok(visit.kilobytes <= kilobytes, seen);
      assert.ok(visit.files.length <= files, seen);
      assert.ok(visit.requestsInARow <= requestsInARow, `${visit.requestsInARow} in a row`);
    });
  }
});

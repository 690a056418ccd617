/**
 * `npm run size`: the scripts that a browser fetches on a first visit of each page, beside their limits in `size-
 * limits.json`.
 */
import { buildPage } from './size/builds.ts';
import { FirstVisits } from './size/first-visit.ts';
import { visitLimits } from './size/limits.ts';

const visits = await FirstVisits.open();
const rows: Record<string, Readonly<Record<string, string | number>>> = {};
let withinLimits = true;
for (const limit of visitLimits) {
  const { aim } = limit;
  const { kilobytes, files, requestsInARow } = await visits.measure(limit.page, await buildPage(limit));
  rows[`${limit.entry}, ${limit.page} page`] = {
    kB: kilobytes.toFixed(2),
    'limit, aim': `${String(limit.kilobytes)}, ${String(aim.kilobytes)}`,
    files: `${String(files.length)} (aim ${String(aim.files)})`,
    'requests in a row': `${String(requestsInARow)} (aim ${String(aim.requestsInARow)})`,
  };
  withinLimits &&=
    kilobytes <= limit.kilobytes && files.length <= limit.files && requestsInARow <= limit.requestsInARow;
}
await visits.close();
console.table(rows);
process.exitCode = withinLimits ? 0 : 1;

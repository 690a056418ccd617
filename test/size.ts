/**
 * `npm run size`: the scripts that a browser fetches on a first visit of each page, beside their limits in `size-
 * limits.json`.
 */
import { visitAll } from './size/first-visit.ts';
import { visitLimits } from './size/limits.ts';

const visits = await visitAll(visitLimits);
const rows: Record<string, Readonly<Record<string, string | number>>> = {};
let withinLimits = true;
for (const [index, limit] of visitLimits.entries()) {
  const { aim } = limit;
  const { kilobytes = NaN, files = [], requestsInARow = NaN } = visits[index] ?? {};
  rows[`${limit.entry}, ${limit.page} page`] = {
    kB: kilobytes.toFixed(2),
    'limit, aim': `${String(limit.kilobytes)}, ${String(aim.kilobytes)}`,
    files: `${String(files.length)} (aim ${String(aim.files)})`,
    'requests in a row': `${String(requestsInARow)} (aim ${String(aim.requestsInARow)})`,
  };
  withinLimits &&=
    kilobytes <= limit.kilobytes && files.length <= limit.files && requestsInARow <= limit.requestsInARow;
}
console.table(rows);
process.exitCode = withinLimits ? 0 : 1;

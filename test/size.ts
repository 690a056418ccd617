/** `npm run size`: what each entry point weighs, beside its budget. */
import { budgets, measure, missingEntries } from './size/bundles.ts';

const missing = missingEntries();
const sizes = await Promise.all(budgets.filter((budget) => !missing.includes(budget)).map(measure));

console.table(
  Object.fromEntries(
    sizes.map(({ entry, now, later, limit }) => [
      entry,
      { 'kB at once': Number(now.toFixed(2)), budget: limit, 'kB on demand': Number(later.toFixed(2)) },
    ]),
  ),
);
for (const { entry, file } of missing) console.log(`${entry}: ${file} does not exist yet.`);
process.exitCode = sizes.every(({ now, limit }) => now <= limit) ? 0 : 1;

/** `npm run size`: what each entry point weighs, beside its budget. */
import { budgets, bundle, weigh } from './size/bundles.ts';

const sizes = await Promise.all(
  budgets.map(async (budget) => {
    const { atOnce, onDemand } = await bundle(budget);
    return { ...budget, now: weigh(atOnce), later: weigh(onDemand) };
  }),
);

console.table(
  Object.fromEntries(
    sizes.map(({ entry, now, later, limit }) => [
      entry,
      { 'kB at once': Number(now.toFixed(2)), budget: limit, 'kB on demand': Number(later.toFixed(2)) },
    ]),
  ),
);
process.exitCode = sizes.every(({ now, limit }) => now <= limit) ? 0 : 1;

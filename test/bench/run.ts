/** `npm run bench`, or `npm run bench -- <part of a file's name>`: measures, and prints one table a file. */
import { readdirSync } from 'node:fs';
import type { Bench, Row } from './bench.ts';

const [filter = ''] = process.argv.slice(2);
const files = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith('.bench.ts') && file.includes(filter),
);

for (const file of files) {
  const { bench } = (await import(`./${file}`)) as { readonly bench: Bench };
  console.log(`\n${bench.title}`);
  console.table((await bench.measure()).map(lineOf));
}

function lineOf({ what, unit, ours, plain, aim }: Row): Readonly<Record<string, string | number>> {
  return { what, unit, ours: round(ours), plain: plain === undefined ? '' : round(plain), aim: aim ?? '' };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

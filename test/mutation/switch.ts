/* Loaded before the tests of a mutant: the switch that the instrumented sources ask. */
import { appendFileSync } from 'node:fs';

const active = Number(process.env['MUTANT'] ?? 0);
const reachedFile = process.env['MUTANTS_REACHED'];
const reached = new Set<number>();

Object.assign(globalThis, {
  __mutant: (id: number): boolean => {
    if (reachedFile) reached.add(id);
    return id === active;
  },
});

if (reachedFile) process.on('exit', () => appendFileSync(reachedFile, `${[...reached].join('\n')}\n`));

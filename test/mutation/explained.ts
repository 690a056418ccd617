import type { Mutant } from './mutants.ts';

/** A mutant that behaves as the source does, or that no test should notice. */
interface Explained extends Pick<Mutant, 'file' | 'from' | 'to'> {
  readonly why: string;
}

const explained: readonly Explained[] = [];

export const isExplained = (mutant: Mutant): boolean =>
  explained.some(({ file, from, to }) => file === mutant.file && from === mutant.from && to === mutant.to);

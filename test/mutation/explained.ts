import type { Mutant } from './mutants.ts';

/** A mutant that behaves as the source does, or that no test should notice. */
interface Explained extends Pick<Mutant, 'file' | 'from' | 'to'> {
  readonly why: string;
}

const assertion = {
  file: 'mock-server/domain/passkeys/assertion.ts',
  from: '!passkey || !owner',
  why: 'A passkey goes with its owner: there is never one without the other.',
};

const explained: readonly Explained[] = [
  { ...assertion, to: '!passkey && !owner' },
  { ...assertion, to: '!passkey' },
];

export const isExplained = (mutant: Mutant): boolean =>
  explained.some(({ file, from, to }) => file === mutant.file && from === mutant.from && to === mutant.to);

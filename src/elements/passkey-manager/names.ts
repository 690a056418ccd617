import { truncate } from '../shared/truncate.ts';

/** Longest name that is shown, in characters. The server takes 64; what older data holds is cut. */
const longestShown = 80;

/** In UTF-16 units, as `maxlength` counts. */
export const longestName = 64;

const invisible = /[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}]/gu;
/** Isolates, and what ends them with their paragraph: Unicode Standard Annex #9, "Bidirectional Character Types". */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const isolation = /[\u2066-\u2069\u2029\u0085\u001c-\u001e]/g;
const disordered = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** A name as a row can show it: never blank, and cut between characters where it is too long. */
export function shownName(name: string, unnamed: string): string {
  if (name.replace(invisible, '') === '') return unnamed;
  return truncate(name, longestShown);
}

/** A name inside a sentence: whatever directions it has, and even if it tries, the words around it keep theirs. */
export const bidiIsolate = (name: string): string => `\u2068${name.replace(isolation, '')}\u2069`;

export type NameProblem = 'empty' | 'long' | 'characters';

/** What the server would refuse about a name, before it is asked; `undefined`: nothing. */
export function nameProblem(name: string): NameProblem | undefined {
  const kept = name.trim();
  if (kept.replace(invisible, '') === '') return 'empty';
  if (disordered.test(kept)) return 'characters';
  return kept.length > longestName ? 'long' : undefined;
}

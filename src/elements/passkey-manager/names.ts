import { truncate } from '../shared/truncate.ts';

/** Longest name that is shown, in characters. The server takes 64; older data may hold longer ones. */
const longestShown = 80;

/** In UTF-16 units, as `maxlength` counts. */
export const longestName = 64;

const invisible = /[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}]/gu;
/** Isolates and paragraph separators, which end them: Unicode Standard Annex #9, "Bidirectional Character Types". */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const isolation = /[\u2066-\u2069\u2029\u0085\u001c-\u001e]/g;
const disordered = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Text of a name in a row: `unnamed` for a blank name, cut between characters if too long. */
export function shownName(name: string, unnamed: string): string {
  if (name.replace(invisible, '') === '') return unnamed;
  return truncate(name, longestShown);
}

/** Isolates a name inside a sentence, so that its writing direction does not affect the text around it. */
export const bidiIsolate = (name: string): string => `\u2068${name.replace(isolation, '')}\u2069`;

export type NameProblem = 'empty' | 'long' | 'characters';

/** Reason why the server would refuse a name; `undefined` if it is acceptable. */
export function nameProblem(name: string): NameProblem | undefined {
  const kept = name.trim();
  if (kept.replace(invisible, '') === '') return 'empty';
  if (disordered.test(kept)) return 'characters';
  return kept.length > longestName ? 'long' : undefined;
}

import type { Passkey } from '../../store/state.ts';
import { apiError } from '../error.ts';

const longest = 64;
// Control characters, and those that change the reading direction of later text (Unicode Annex 9, section 2).
const forbidden = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/u;
// Neither a blank nor a character that shows nothing (Unicode Standard, section 5.21, "Default Ignorable").
const visible = /[^\p{Z}\p{Default_Ignorable_Code_Point}]/u;

/** The name as it is kept: trimmed, 1 to 64 characters, none that hides or reorders others. */
export function passkeyName(name: string): string {
  const trimmed = name.trim();
  if (!visible.test(trimmed) || Array.from(trimmed).length > longest) {
    throw apiError('invalid_request', `name must have 1 to ${longest} characters, not all of them blank.`);
  }
  if (forbidden.test(trimmed)) {
    throw apiError('invalid_request', 'name must not hold control or bidirectional-override characters.');
  }
  return trimmed;
}

/** A name to start with; the person's client usually knows a better one. */
export function defaultName(others: readonly Passkey[]): string {
  const taken = new Set(others.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    if (!taken.has(`Passkey ${number}`)) return `Passkey ${number}`;
  }
}

import { stripVTControlCharacters } from 'node:util';
import type { Tally } from './tally.ts';

/** One line for each step or test file, so that a green run reads like a table of contents. */
export function printOutcome(name: string, tally: Tally, milliseconds: number): void {
  const mark = tally.failed > 0 ? '✖' : '✔';
  const counts = [`${tally.passed} passed`];
  if (tally.failed > 0) counts.push(`${tally.failed} failed`);
  if (tally.skipped > 0) counts.push(`${tally.skipped} skipped`);
  print(`${mark} ${name}: ${counts.join(', ')} (${(milliseconds / 1000).toFixed(1)} s)`);
}

export function printFailure(name: string, details: string): void {
  print(`  ✖ ${name}\n${indent(stripVTControlCharacters(details).trim())}`);
}

export function printSkip(name: string, reason: string): void {
  print(`  - skipped: ${name}${reason ? ` (${reason})` : ''}`);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '      ');
}

import { PasskeyError } from '../errors.ts';
import type { Mode } from './types.ts';

/** The option `mode`. @throws PasskeyError `configuration` */
export function parseMode(mode: 'auto' | Mode = 'auto'): 'auto' | Mode {
  if (['auto', 'smart', 'classic'].includes(mode)) return mode;
  throw new PasskeyError('configuration', `mode is "${mode}"; it can be auto, smart or classic.`);
}

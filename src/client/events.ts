import { isPasskeyError, type PasskeyErrorCode } from '../errors.ts';
import type { Clock } from '../async/clock.ts';
import type { CeremonyEvent, Mode } from './types.ts';

/** Tells `onEvent` one step of one ceremony. */
export type Tell = (
  step: CeremonyEvent['step'],
  about?: { mode?: Mode | undefined; code?: PasskeyErrorCode },
) => void;

/** Starts the record of one ceremony. */
export type Journal = (ceremony: CeremonyEvent['ceremony']) => Tell;

export function journalOf(clock: Clock, onEvent: ((event: CeremonyEvent) => void) | undefined): Journal {
  return (ceremony) => {
    const began = clock.now();
    let mode: Mode | undefined;
    return (step, about = {}) => {
      mode = about.mode ?? mode;
      const { code } = about;
      const milliseconds = clock.now() - began;
      const event = { ceremony, step, milliseconds, ...(mode && { mode }), ...(code && { code }) };
      notify(() => onEvent?.(event));
    };
  };
}

/** Runs something that prompts nobody, and tells how it began and how it ended. */
export async function recorded<T>(
  journal: Journal,
  ceremony: CeremonyEvent['ceremony'],
  run: () => Promise<T>,
): Promise<T> {
  const tell = journal(ceremony);
  tell('begin');
  try {
    const result = await run();
    tell('done');
    return result;
  } catch (error) {
    tell('failed', { code: isPasskeyError(error) ? error.code : 'server_error' });
    throw error;
  }
}

/** Runs a hook of the page that nothing depends on. An error in it is theirs and stops nothing. */
export function notify(hook: () => void): void {
  try {
    hook();
  } catch (error) {
    globalThis.reportError?.(error);
  }
}

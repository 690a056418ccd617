import { isPasskeyError, type PasskeyErrorCode } from '../errors.ts';
import type { Clock } from './clock.ts';
import type { CeremonyEvent, Mode } from './passkeys.ts';

/** Tells `onEvent` one step of one ceremony. */
export type Tell = (
  step: CeremonyEvent['step'],
  about?: { mode?: Mode | undefined; code?: PasskeyErrorCode },
) => void;

/** Opens the account of one ceremony. An error in the integrator's hook is theirs and stops nothing. */
export type Journal = (ceremony: CeremonyEvent['ceremony']) => Tell;

export function journalOf(clock: Clock, onEvent: ((event: CeremonyEvent) => void) | undefined): Journal {
  return (ceremony) => {
    const began = clock.now();
    let mode: Mode | undefined;
    return (step, about = {}) => {
      mode = about.mode ?? mode;
      const { code } = about;
      const milliseconds = clock.now() - began;
      report(onEvent, { ceremony, step, milliseconds, ...(mode && { mode }), ...(code && { code }) });
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

function report(onEvent: ((event: CeremonyEvent) => void) | undefined, event: CeremonyEvent): void {
  try {
    onEvent?.(event);
  } catch (error) {
    globalThis.reportError?.(error);
  }
}

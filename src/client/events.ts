import { isPasskeyError, type PasskeyErrorCode } from '../errors.ts';
import type { Clock } from '../async/clock.ts';
import type { CeremonyEvent, Mode } from './types.ts';

/** Tells `onEvent` one step of one ceremony. */
export type Emit = (
  step: CeremonyEvent['step'],
  about?: { mode?: Mode | undefined; code?: PasskeyErrorCode },
) => void;

/** Starts the record of one ceremony. */
export type CeremonyEvents = (ceremony: CeremonyEvent['ceremony']) => Emit;

export function createEvents(
  clock: Clock,
  onEvent: ((event: CeremonyEvent) => void) | undefined,
): CeremonyEvents {
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
export async function withEvents<T>(
  events: CeremonyEvents,
  ceremony: CeremonyEvent['ceremony'],
  run: () => Promise<T>,
): Promise<T> {
  const tell = events(ceremony);
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

import { isPasskeyError, type PasskeyErrorCode } from '../errors.ts';
import type { Clock } from '../async/clock.ts';
import type { CeremonyEvent, Mode } from './types.ts';

/** Reports one step of one ceremony to `onEvent`. */
export type Emit = (
  step: CeremonyEvent['step'],
  about?: { mode?: Mode | undefined; code?: PasskeyErrorCode },
) => void;

/** Starts the events of one ceremony. */
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

/** Runs a call without a prompt, and reports its begin and its end. */
export async function withEvents<T>(
  events: CeremonyEvents,
  ceremony: CeremonyEvent['ceremony'],
  run: () => Promise<T>,
): Promise<T> {
  const emit = events(ceremony);
  emit('begin');
  try {
    const result = await run();
    emit('done');
    return result;
  } catch (error) {
    emit('failed', { code: isPasskeyError(error) ? error.code : 'server_error' });
    throw error;
  }
}

/** Runs a hook of the page that nothing depends on. An error in it is reported to the page and stops nothing. */
export function notify(hook: () => void): void {
  try {
    hook();
  } catch (error) {
    globalThis.reportError?.(error);
  }
}

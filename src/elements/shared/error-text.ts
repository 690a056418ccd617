import type { PasskeyError } from '../../errors.ts';
import type { Messages } from '../../i18n/en.ts';

/** Seconds. The sentences of the error codes say "a moment" up to here. */
const moment = 60;

/** Sentence for a person about a failure. Names the waiting time if the server asks for more than a moment. */
export function errorText(
  { code, retryAfter = 0 }: PasskeyError,
  { errors, delays }: Pick<Messages, 'errors' | 'delays'>,
): string {
  if (retryAfter <= moment) return errors[code];
  const minutes = Math.ceil(retryAfter / 60);
  return minutes <= 90 ? delays.minutes(minutes) : delays.hours(Math.ceil(minutes / 60));
}

import type { PasskeyError } from '../errors.ts';

/** Beside the errors and not in them: nothing that prints or sends an error finds a token there. */
const tokens = new WeakMap<PasskeyError, string>();

/** Notes which access token a call was refused with, so that a step-up finds the person of that very call. */
export function withRefusedToken(error: PasskeyError, token: string | undefined): PasskeyError {
  if (token !== undefined && error.code === 'reauthentication_required') tokens.set(error, token);
  return error;
}

/** The access token that a call was refused with for an old authentication. */
export const refusedToken = (error: PasskeyError): string | undefined => tokens.get(error);

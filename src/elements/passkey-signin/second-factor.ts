import type { SecondFactor } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';

/** @throws PasskeyError `mechanism_disabled` when the second factor is none that this element can ask for */
export function requirePasskey({ mechanisms }: SecondFactor): void {
  if (mechanisms.includes('webauthn') || mechanisms.includes('usernameless_webauthn')) return;
  const asked = mechanisms.join(', ');
  throw new PasskeyError('mechanism_disabled', `No passkey will do as the second factor, only ${asked}.`);
}

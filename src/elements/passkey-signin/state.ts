import type { SecondFactor } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import type { TaskState } from '../shared/task.ts';
import type { OfferReason } from '../shared/events.ts';

/** The screen that the element shows. */
export type Screen =
  /** The mode is not known yet. Looks like the form of both modes, so that nothing moves once it is. */
  | { readonly is: 'detecting' }
  | { readonly is: 'smart' }
  | { readonly is: 'classic' }
  | { readonly is: 'second-factor'; readonly factor: SecondFactor }
  /** Signed in, and a passkey for this device is offered. */
  | { readonly is: 'offer'; readonly reason: OfferReason }
  | { readonly is: 'done'; readonly redirecting: boolean }
  /** The workspace has switched passkeys off. */
  | { readonly is: 'unavailable' }
  /** The browser has no WebAuthn. */
  | { readonly is: 'unsupported' };

export type Progress = TaskState<void>;

/** Names of the custom states, for `:state(…)`. */
export type StateName = Screen['is'] | 'waiting' | 'cancelled' | 'failed';

/** The states for a screen and the progress of its latest attempt. */
export function stateNames(screen: Screen, progress: Progress): readonly StateName[] {
  switch (progress.is) {
    case 'pending':
      return [screen.is, 'waiting'];
    case 'failed':
      return [screen.is, progress.error.code === 'cancelled' ? 'cancelled' : 'failed'];
    default:
      return [screen.is];
  }
}

/** True on the screens with the sign-in form: in both modes, and before the mode is known. */
export function isSignIn({ is }: Screen): boolean {
  return is === 'detecting' || is === 'smart' || is === 'classic';
}

/** @throws PasskeyError `mechanism_disabled` if no passkey mechanism is offered as second factor */
export function requirePasskey({ mechanisms }: SecondFactor): void {
  if (mechanisms.includes('webauthn') || mechanisms.includes('usernameless_webauthn')) return;
  const offered = mechanisms.join(', ');
  throw new PasskeyError('mechanism_disabled', `No passkey will do as the second factor, only ${offered}.`);
}

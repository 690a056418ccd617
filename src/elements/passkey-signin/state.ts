import type { SecondFactor } from '../../client/types.ts';
import type { TaskState } from '../shared/task.ts';
import type { OfferReason } from '../shared/events.ts';

/** What the person sees. */
export type Screen =
  /** The mode is not known yet: the same form as in both modes, so that nothing moves when it is. */
  | { readonly is: 'detecting' }
  | { readonly is: 'smart' }
  | { readonly is: 'classic' }
  | { readonly is: 'second-factor'; readonly factor: SecondFactor }
  /** Signed in; a passkey for this device is offered. */
  | { readonly is: 'offer'; readonly reason: OfferReason }
  | { readonly is: 'done'; readonly redirecting: boolean }
  /** The workspace has switched passkeys off. */
  | { readonly is: 'unavailable' }
  /** The browser has no WebAuthn. */
  | { readonly is: 'unsupported' };

export type Progress = TaskState<void>;

/** Names of the custom states, for `:state(…)`. */
export type StateName = Screen['is'] | 'waiting' | 'cancelled' | 'failed';

/** A screen, and how the last action on it goes. */
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

/** The form is on the page: before the mode is known, and in both modes. */
export function isSignIn({ is }: Screen): boolean {
  return is === 'detecting' || is === 'smart' || is === 'classic';
}

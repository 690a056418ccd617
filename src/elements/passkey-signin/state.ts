import type { SecondFactor, SignInOptions } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import type { OfferReason, SignedInDetail } from '../shared/events.ts';
import type { TaskState } from '../shared/task.ts';

/** The screen that the element shows. */
export type Screen =
  /** The mode is not known yet. Looks like the form of both modes, so that nothing moves once it is. */
  | { readonly is: 'detecting' }
  | { readonly is: 'smart' }
  | { readonly is: 'classic' }
  | { readonly is: 'second-factor'; readonly factor: SecondFactor }
  /** For people without an account, or, by the code of an activation link, with one that has no passkey yet. */
  | { readonly is: 'sign-up'; readonly byLink: boolean }
  /** Signed in, and a passkey for this device is offered. */
  | ({ readonly is: 'offer' } & Offer)
  | { readonly is: 'done'; readonly redirecting: boolean; readonly newAccount: boolean }
  /** The workspace has switched passkeys off. */
  | { readonly is: 'unavailable' }
  /** The browser has no WebAuthn. */
  | { readonly is: 'unsupported' }
  /** The OAuth transaction has expired or was used: only the application can start another one. */
  | { readonly is: 'expired' };

export interface Offer {
  readonly reason: OfferReason;
  /** The earlier passkeys were made for the workspace's other mode. */
  readonly again: boolean;
}

export type Progress = TaskState<void>;

export type Method = SignedInDetail['method'];

/** The part of an attempt that is pending: the person's answer to the prompt, or the server's. */
export type Step = 'prompt' | 'server';

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

export type SignInTarget = Pick<SignInOptions, 'identifier' | 'secondFactor'>;

/** `undefined` while the username is missing, and on screens without a sign-in. */
export function signInTarget(screen: Screen, identifier: string): SignInTarget | undefined {
  if (screen.is === 'smart') return {};
  if (screen.is === 'second-factor') return { secondFactor: screen.factor };
  return screen.is === 'classic' && identifier ? { identifier } : undefined;
}

/** True on the screens with the sign-in form: in both modes, and before the mode is known. */
export function isSignIn({ is }: Screen): boolean {
  return is === 'detecting' || is === 'smart' || is === 'classic';
}

/** True on the screens that an attempt cannot leave: another sign-in starts over. */
export function isFinal({ is }: Screen): boolean {
  return is === 'done' || is === 'unavailable' || is === 'expired';
}

/** True if the workspace was switched to the other mode after the page was loaded. */
export const hasModeChanged = ({ code }: PasskeyError): boolean =>
  code === 'mode_mismatch' || code === 'invalid_request';

/**
 * True if the OAuth transaction is over. Servers without an error code for it refuse the request as invalid, as they
 * refuse the name of a new account.
 */
export function isTransactionOver(
  { code, status, serverCode, inferred }: PasskeyError,
  screen: Screen,
): boolean {
  if (screen.is === 'sign-up' && screen.byLink) return false;
  if (code === 'configuration' && isBareHostedPage(location)) return true;
  if (serverCode === 'transaction_over' || status === 410) return true;
  if (screen.is === 'sign-up') return false;
  return code === 'invalid_request' && inferred && new URLSearchParams(location.search).has('login_id');
}

/** A hosted page that was opened from a bookmark or by hand: its query has no sign-in. */
const isBareHostedPage = ({ pathname, search }: Location): boolean =>
  /\/identity\/[\w.~-]+\/login\/?$/.test(pathname) && !new URLSearchParams(search).has('login_id');

/** True if a server does not take the name of a new account: there is one already, or it is no name. */
export const isNameRefused = ({ code }: PasskeyError, screen: Screen): boolean =>
  screen.is === 'sign-up' && !screen.byLink && (code === 'conflict' || code === 'invalid_request');

/** @throws PasskeyError `mechanism_disabled` if no passkey mechanism is offered as second factor */
export function requirePasskey({ mechanisms }: SecondFactor): void {
  if (mechanisms.includes('webauthn') || mechanisms.includes('usernameless_webauthn')) return;
  const offered = mechanisms.join(', ');
  throw new PasskeyError('mechanism_disabled', `No passkey will do as the second factor, only ${offered}.`);
}

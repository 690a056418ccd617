import { signIn } from './sign-in.ts';
import type { SignInPrefetch } from './options.ts';
import type { SignInResult } from '../types.ts';
import type { SignInKit } from './context.ts';

export interface SignInLink {
  readonly anchor: HTMLAnchorElement;
  readonly onSignedIn: (result: SignInResult) => void;
  /** Makes it a plain link again. */
  readonly signal: AbortSignal;
}

/**
 * Immediate mode for a "Sign in" link: the passkeys at hand are offered in place; without one the link leads
 * where it always led. Only for browsers that have that mode.
 */
export function signInFromLink(
  context: SignInKit,
  logins: SignInPrefetch,
  { anchor, onSignedIn, signal }: SignInLink,
): void {
  let state: 'waiting' | 'asking' | 'following' = 'waiting';
  const follow = (): void => {
    if (signal.aborted) return;
    state = 'following';
    anchor.click();
    state = 'waiting';
  };
  const ask = (event: MouseEvent): void => {
    if (state === 'following' || !isPlain(event)) return;
    event.preventDefault();
    if (state === 'asking') return;
    state = 'asking';
    signIn(context, logins, { mediation: 'immediate', signal }).then((result) => {
      state = 'waiting';
      onSignedIn(result);
    }, follow);
  };
  const prepare = (): void => {
    if (state === 'waiting') logins.ahead.prepare({}, signal);
  };
  anchor.addEventListener('click', ask, { signal });
  anchor.addEventListener('pointerenter', prepare, { signal });
  anchor.addEventListener('focus', prepare, { signal });
}

/** What opens another tab or saves the target is the browser's. */
const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 &&
  !event.defaultPrevented &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.shiftKey &&
  !event.altKey;

import type { Kit } from './kit.ts';
import { signIn } from './authenticate.ts';
import type { Logins } from './login-options.ts';
import type { SignInResult } from './passkeys.ts';

/**
 * Immediate mode for a "Sign in" link: the passkeys at hand are offered in place; without one, and in browsers
 * without that mode, the link leads where it always led. Whether the mode is there must be known at the click,
 * because only then the click can be held back.
 *
 * @returns how to undo it
 */
export function signInFromLink(
  kit: Kit,
  logins: Logins,
  anchor: HTMLAnchorElement,
  onSignedIn: (result: SignInResult) => void,
): () => void {
  const undone = new AbortController();
  const { signal } = undone;
  let state: 'link' | 'sign-in' | 'asking' = 'link';
  void kit.support().then(({ immediate }) => (state = immediate ? 'sign-in' : 'link'));
  const follow = (): void => {
    if (signal.aborted) return;
    state = 'link';
    anchor.click();
    state = 'sign-in';
  };
  const ask = (event: MouseEvent): void => {
    if (state === 'link' || !isPlain(event)) return;
    event.preventDefault();
    if (state === 'asking') return;
    state = 'asking';
    signIn(kit, logins, { mediation: 'immediate', signal }).then((result) => {
      state = 'sign-in';
      onSignedIn(result);
    }, follow);
  };
  const prepare = (): void => {
    if (state === 'sign-in') logins.ahead.prepare({}, signal);
  };
  anchor.addEventListener('click', ask, { signal });
  anchor.addEventListener('pointerenter', prepare, { signal });
  anchor.addEventListener('focus', prepare, { signal });
  return () => undone.abort();
}

/** What opens another tab or saves the target is the browser's. */
const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 &&
  !event.defaultPrevented &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.shiftKey &&
  !event.altKey;

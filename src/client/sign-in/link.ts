import type { ClientContext } from '../context.ts';
import type { SignInResult } from '../types.ts';
import type { SignInPrefetch } from './options.ts';
import { signIn } from './sign-in.ts';

export interface SignInLink {
  readonly anchor: HTMLAnchorElement;
  readonly onSignedIn: (result: SignInResult) => void;
  /** Makes it a plain link again. */
  readonly signal: AbortSignal;
}

/**
 * Immediate mode for a "Sign in" link: a click offers the passkeys at hand; without one the link is followed. Only for
 * browsers with that mode.
 */
export function signInFromLink(
  context: ClientContext,
  prefetch: SignInPrefetch,
  { anchor, onSignedIn, signal }: SignInLink,
): void {
  let state: 'idle' | 'prompting' | 'following' = 'idle';
  const follow = (): void => {
    if (signal.aborted) return;
    state = 'following';
    anchor.click();
    state = 'idle';
  };
  const prompt = (event: MouseEvent): void => {
    if (state === 'following' || !isPlain(event)) return;
    event.preventDefault();
    if (state === 'prompting') return;
    state = 'prompting';
    signIn(context, prefetch, { mediation: 'immediate', signal }).then((result) => {
      state = 'idle';
      onSignedIn(result);
    }, follow);
  };
  const prepare = (): void => {
    if (state === 'idle') prefetch.prefetch({}, signal);
  };
  anchor.addEventListener('click', prompt, { signal });
  anchor.addEventListener('pointerenter', prepare, { signal });
  anchor.addEventListener('focus', prepare, { signal });
}

/** Clicks that open another tab or save the target are left to the browser. */
const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 &&
  !event.defaultPrevented &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.shiftKey &&
  !event.altKey;

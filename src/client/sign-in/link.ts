import { withTimeout } from '../../async.ts';
import { getAssertionOrPassword } from '../../webauthn/get-or-password.ts';
import { runCeremony } from '../ceremony.ts';
import type { ClientContext } from '../context.ts';
import type {
  CallOptions,
  EnrolledPasskey,
  LinkSignIn,
  OnLinkSignIn,
  SecondFactor,
  SignInResult,
} from '../types.ts';
import type { SignInPrefetch } from './options.ts';
import { exchangePassword } from './password.ts';
import { completeAuthentication, leaseOptions, signIn } from './sign-in.ts';

export interface SignInLink {
  readonly anchor: HTMLAnchorElement;
  readonly onSignedIn: OnLinkSignIn;
  /** Offers saved passwords beside the passkeys. */
  readonly password: boolean;
  /** Silent creation, after a password. */
  readonly upgrade: (options: CallOptions) => Promise<EnrolledPasskey | undefined>;
  /** Makes it a plain link again. */
  readonly signal: AbortSignal;
}

/**
 * Immediate mode for a "Sign in" link: a click offers the passkeys at hand, and saved passwords where the page wants
 * that; without any the link is followed. Only for browsers with that mode.
 */
export function signInFromLink(context: ClientContext, prefetch: SignInPrefetch, link: SignInLink): void {
  const { anchor, signal } = link;
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
    run(context, prefetch, link).then(({ result, ...how }) => {
      state = 'idle';
      link.onSignedIn(result, how);
    }, follow);
  };
  const prepare = (): void => {
    if (state === 'idle') prefetch.prefetch({}, signal);
  };
  anchor.addEventListener('click', prompt, { signal });
  anchor.addEventListener('pointerenter', prepare, { signal });
  anchor.addEventListener('focus', prepare, { signal });
}

interface Outcome extends LinkSignIn {
  readonly result: SignInResult;
}

async function run(context: ClientContext, prefetch: SignInPrefetch, link: SignInLink): Promise<Outcome> {
  const { signal } = link;
  if (!link.password) {
    return { result: await signIn(context, prefetch, { mediation: 'immediate', signal }), by: 'passkey' };
  }
  const { by, answer } = await signInByEither(context, prefetch, signal);
  if (answer.is === 'second-factor') {
    const result = await signIn(context, prefetch, { secondFactor: answer, signal });
    return { result, by };
  }
  if (by === 'passkey' || answer.is !== 'tokens') return { result: answer, by };
  const passkey = await upgradeInTime(context, link);
  return { result: answer, by, ...(passkey && { passkey }) };
}

interface Answered {
  readonly by: LinkSignIn['by'];
  readonly answer: SignInResult | SecondFactor;
}

/** One prompt for both. A password ends in its own request; the challenge of the passkey is not answered then. */
function signInByEither(
  context: ClientContext,
  prefetch: SignInPrefetch,
  stopped: AbortSignal,
): Promise<Answered> {
  const ceremony = 'sign-in';
  return runCeremony(context, {
    ceremony,
    call: 'get',
    signal: stopped,
    begin: ({ signal }) => leaseOptions(prefetch, { mediation: 'immediate' }, signal),
    prompt: async (lease, { signal }) => {
      lease.consume();
      return getAssertionOrPassword(lease.options.publicKey, { clock: context.clock, signal });
    },
    complete: async (answer, lease, { signal }): Promise<Answered> =>
      'password' in answer
        ? { by: 'password', answer: await exchangePassword(context, answer, signal) }
        : {
            by: 'passkey',
            answer: await completeAuthentication(context, answer, lease, signal, { ceremony }),
          },
  });
}

/** Milliseconds that silent creation, with the load of its part, may hold a person who is signed in. */
const upgradeTimeoutMs = 2000;

async function upgradeInTime(
  { clock }: ClientContext,
  { upgrade }: SignInLink,
): Promise<EnrolledPasskey | undefined> {
  const late = new AbortController();
  const creating = upgrade({ signal: late.signal }).catch(() => undefined);
  const passkey = await withTimeout(clock, upgradeTimeoutMs, creating, undefined);
  late.abort();
  return passkey;
}

/** Clicks that open another tab or save the target are left to the browser. */
const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 &&
  !event.defaultPrevented &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.shiftKey &&
  !event.altKey;

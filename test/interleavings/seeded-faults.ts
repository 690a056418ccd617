import type { Patch } from './bundle.ts';
import type { AbortBehaviour } from './model-browser.ts';
import type { SceneName } from './scenes.ts';

/** A plausible mistake, and the page on which the exploration has to find it. */
export interface SeededFault extends Patch {
  readonly name: string;
  readonly scene: SceneName;
  readonly aborts?: AbortBehaviour;
  /** The acts that it takes, where the shortest sequence is long. */
  readonly only?: readonly string[];
}

const lock = 'src/webauthn/lock.ts';
const autofill = 'src/client/sign-in/autofill.ts';
const prefetch = 'src/client/options-prefetch.ts';
const renewal = 'src/client/renewal.ts';

export const seededFaults: readonly SeededFault[] = [
  {
    name: 'a ceremony does not stop the one before it',
    scene: 'sign-in',
    file: lock,
    from: 'former?.stop();',
    to: '',
  },
  {
    name: 'a prompt does not wait until the aborted one has ended',
    scene: 'sign-in',
    aborts: 'late',
    file: 'src/client/ceremony.ts',
    from: 'if (lock.acquired) await lock.acquired;',
    to: '',
  },
  {
    name: 'the lock is not released',
    scene: 'sign-in',
    file: lock,
    from: 'if (state.holder === holder) passOn(state, parent && outer);',
    to: '',
  },
  {
    name: 'a ceremony without a prompt releases the lock before the aborted one has ended',
    scene: 'sign-in',
    aborts: 'late',
    file: lock,
    from: 'else void acquired?.then(end);',
    to: 'else end();',
  },
  {
    name: 'a challenge that was answered is used again',
    scene: 'sign-in',
    file: prefetch,
    from: 'consume: () => end(true)',
    to: 'consume: () => end(false)',
    only: ['sign-in', 'answer', 'dismiss', 'moment'],
  },
  {
    name: 'options count from their arrival and not from their request',
    scene: 'sign-in',
    file: prefetch,
    from: 'staleAt: sentAt +',
    to: 'staleAt: this.#clock.now() +',
    only: ['slow', 'sign-in', 'leave', 'sleep'],
  },
  {
    name: 'options are renewed after the end of their life',
    scene: 'sign-in',
    file: prefetch,
    from: 'lifeMs * 0.75',
    to: 'lifeMs * 1.5',
  },
  {
    name: 'a failed renewal waits although the browser is online again',
    scene: 'sign-in',
    file: renewal,
    from: "globalThis.addEventListener?.('online', retry, { signal: waiting.signal });",
    to: '',
    only: ['down', 'up', 'wait', 'sleep'],
  },
  {
    name: 'a failed renewal is not tried again',
    scene: 'sign-in',
    file: renewal,
    from: 'if (!this.#isCancelled) this.#retryLater();',
    to: '',
    only: ['down', 'up', 'wait', 'sleep'],
  },
  {
    name: 'a cancelled renewal leaves its timer',
    scene: 'sign-in',
    file: renewal,
    from: 'this.#isCancelled = true;\n    this.#cancelWait?.();',
    to: 'this.#isCancelled = true;',
  },
  {
    name: 'autofill does not start again after the back-forward cache',
    scene: 'sign-in',
    file: autofill,
    from: 'persisted && enter()',
    to: '!persisted && enter()',
  },
  {
    name: 'autofill goes on when the page is left',
    scene: 'sign-in',
    file: autofill,
    from: "addEventListener('pagehide', leave, { signal: stopped });",
    to: '',
  },
  {
    name: 'autofill goes on when it is stopped',
    scene: 'sign-in',
    file: autofill,
    from: "stopped.addEventListener('abort', leave, { once: true });",
    to: '',
  },
  {
    name: 'autofill ends when another ceremony takes the lock',
    scene: 'sign-in',
    file: autofill,
    from: "if (outcome === 'unavailable') return;",
    to: "if (outcome === 'unavailable' || outcome === 'aborted') return;",
  },
  {
    name: 'a refused passkey of autofill is not reported',
    scene: 'sign-in',
    file: autofill,
    from: 'notify(() => this.#options.onFailed?.(error));',
    to: '',
  },
  {
    name: 'a request that ignores its abort is waited for',
    scene: 'sign-in',
    aborts: 'never',
    file: 'src/webauthn/prompt.ts',
    from: "ending.addEventListener('abort', () => clock.after(abortTimeoutMs, abandon), once);",
    to: '',
  },
  {
    name: 'tokens are handed over twice',
    scene: 'sign-in',
    file: 'src/client/sign-in/result.ts',
    from: 'if (settings.onTokens) await deliverTokens(settings.onTokens, reply, clock);',
    to: 'for (const _ of [1, 2]) await settings.onTokens?.(reply);',
  },
  {
    name: 'a list that an enrolment overlapped is signalled',
    scene: 'account',
    file: 'src/webauthn/signals.ts',
    from: "state !== 'fresh' || hasUnlisted(accepted.userID)",
    to: 'false',
    only: ['enroll', 'list', 'answer', 'slow', 'up', 'down'],
  },
  {
    name: 'a passkey is signalled away whenever its completion fails',
    scene: 'account',
    file: 'src/client/registration/register.ts',
    from: 'if (isRefusal(error) && others?.length === 0) {',
    to: '{',
    only: ['enroll', 'answer', 'slow', 'up', 'down'],
  },
  {
    name: 'a step-up takes the lock from its own enrolment',
    scene: 'account',
    file: lock,
    from: 'parent ? undefined : outer;',
    to: 'outer;',
    only: ['enroll', 'answer', 'prepare', 'grow-old'],
  },
  {
    name: 'a silent creation that does not answer stays',
    scene: 'offer',
    file: 'src/client/registration/enroll.ts',
    from: 'if (!progress.isAnswered) late.abort();',
    to: '',
    only: ['upgrade', 'wait'],
  },
];

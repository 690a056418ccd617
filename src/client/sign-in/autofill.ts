import type { PasskeyErrorCode } from '../../errors.ts';
import type { AuthenticationResponseJSON } from '../../api/contract.ts';
import { anySignal } from '../../async/abort.ts';
import { authenticate, type PromptStep, type LeasedOptions } from './sign-in.ts';
import { notify } from '../events.ts';
import type { SignInPrefetch } from './options.ts';
import { whenVisible } from '../../webauthn/environment.ts';
import type { AutofillOptions, SignInResult } from '../types.ts';
import type { SignInKit } from './context.ts';
import { isReleased, whenReleased, type PromptLock } from '../../webauthn/lock.ts';
import { fromUnknown } from '../ceremony-error.ts';

type Outcome = 'signed-in' | 'stopped' | 'renewed' | 'failed' | 'pointless';

/** Milliseconds after an outcome: the page reacts first, it navigates or it stops autofill. */
const pause = 1000;

/** Milliseconds between tries that fail at once. */
const longestPause = 60_000;

/** Milliseconds: what fails sooner was refused at once. */
const atOnceLimit = 5000;

/** Milliseconds until the next try to renew a challenge, when the network failed. */
const renewAgain = 30_000;

/** These do not go away by themselves. */
const lasting: ReadonlySet<PasskeyErrorCode> = new Set([
  'unsupported',
  'insecure_context',
  'blocked_by_policy',
  'wrong_domain',
  'mode_mismatch',
  'mechanism_disabled',
  'configuration',
]);

/**
 * A conditional request that is there whenever nothing else is: it is renewed before its challenge expires, comes
 * back after every outcome, its own and that of any other ceremony, and after the back-forward cache. A hidden
 * page is no reason to end it, because the picker of the system or of a password manager may cover the page.
 */
export class Autofill {
  readonly #kit: SignInKit;
  readonly #logins: SignInPrefetch;
  readonly #options: AutofillOptions;
  #visit = new AbortController();
  #failures = 0;

  /** @param ended stops it for good */
  constructor(context: SignInKit, logins: SignInPrefetch, options: AutofillOptions, ended: AbortSignal) {
    this.#kit = context;
    this.#logins = logins;
    this.#options = options;
    const leave = (): void => this.#visit.abort();
    ended.addEventListener('abort', leave);
    addEventListener('pagehide', leave, { signal: ended });
    addEventListener('pageshow', ({ persisted }) => persisted && this.#comeBack(), { signal: ended });
    if (!ended.aborted) void this.#visitPage();
  }

  #comeBack(): void {
    this.#visit.abort();
    this.#visit = new AbortController();
    void this.#visitPage();
  }

  async #visitPage(): Promise<void> {
    const { signal } = this.#visit;
    while (!signal.aborted) {
      if (!isReleased()) await new Promise<void>((free) => whenReleased(free));
      else if ((await this.#once(signal)) === 'pointless') return;
    }
  }

  /** One request, and the pause that its outcome asks for. */
  async #once(signal: AbortSignal): Promise<Outcome> {
    const began = this.#kit.clock.now();
    const outcome = await this.#attempt(signal);
    const atOnce = this.#kit.clock.now() - began < atOnceLimit;
    this.#failures = outcome === 'failed' && atOnce ? this.#failures + 1 : 0;
    if (outcome === 'stopped') await new Promise<void>((free) => whenReleased(free));
    if (outcome !== 'renewed') await this.#wait(Math.min(pause * 2 ** this.#failures, longestPause), signal);
    return outcome;
  }

  async #attempt(signal: AbortSignal): Promise<Outcome> {
    const renewal = new AbortController();
    const watch = (lent: LeasedOptions, turn: PromptLock, ask: PromptStep) =>
      this.#renewInTime(lent, turn, ask, renewal);
    const { onAnswer } = this.#options;
    const options = { ceremony: 'autofill', mediation: 'conditional', signal, watch, onAnswer } as const;
    try {
      if ((await this.#logins.mode()) !== 'smart') return 'pointless';
      if (signal.aborted || !isReleased()) return 'stopped';
      this.#deliver(await authenticate(this.#kit, this.#logins, options));
      return 'signed-in';
    } catch (cause) {
      const error = fromUnknown(cause, signal);
      if (error.code === 'aborted') return renewal.signal.aborted ? 'renewed' : 'stopped';
      notify(() => this.#options.onFailed?.(error));
      return lasting.has(error.code) ? 'pointless' : 'failed';
    }
  }

  /** What the page does with it is not autofill's failure. */
  #deliver(result: SignInResult): void {
    queueMicrotask(() => this.#options.onSignedIn(result));
  }

  /** At three quarters of its life the challenge is replaced, on a hidden page when it is shown again. */
  #renewInTime(
    lent: LeasedOptions,
    turn: PromptLock,
    ask: PromptStep,
    renewal: AbortController,
  ): Promise<AuthenticationResponseJSON> {
    const { clock } = this.#kit;
    let answered = false;
    let undo: () => void;
    const plan = (milliseconds: number): void => {
      if (!answered) undo = clock.after(milliseconds, () => (undo = whenVisible(renew)));
    };
    const renew = (): void => {
      this.#logins.ahead.renew({}).then(
        () => renewal.abort(new DOMException('The challenge is renewed.', 'AbortError')),
        () => plan(renewAgain),
      );
    };
    plan(lent.renewAt - clock.now());
    return ask(anySignal(turn.signal, renewal.signal)).finally(() => {
      answered = true;
      undo();
    });
  }

  #wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = this.#kit.clock.after(milliseconds, end);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    });
  }
}

import type { LitElement, ReactiveController } from 'lit';

import type { Passkeys, SecondFactor, SignInOptions, SignInResult } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import { AsyncTask, needsPatience, toPasskeyError } from '../shared/task.ts';
import * as events from '../shared/events.ts';
import { AfterSignIn } from './after-sign-in.ts';
import { AutofillBinding } from './autofill-binding.ts';
import { dispatchMode, Detection, type DetectionState } from './detection.ts';
import { requirePasskey } from './second-factor.ts';
import { isSignIn, type Progress, type Screen } from './state.ts';
import type { HostCallbacks } from './host.ts';

type Method = events.SignedInDetail['method'];
type SignInTarget = Pick<SignInOptions, 'identifier' | 'secondFactor'>;

/** How a sign-in goes from screen to screen. */
export class SignInController implements ReactiveController {
  readonly #host: LitElement;
  readonly #around: HostCallbacks;
  readonly #attempt: AsyncTask<void>;
  readonly #after: AfterSignIn;
  readonly #detection = new Detection();
  readonly #autofill = new AutofillBinding((result) => this.#signInByAutofill(result));
  /** Aborted when the element leaves the page, or begins anew: then nothing is kept fresh for it any more. */
  #life = new AbortController();
  #screen: Screen = { is: 'detecting' };
  #method: Method = 'passkey';
  /** Who signs in, where a name was needed. */
  #identifier: string | undefined;

  constructor(host: LitElement, around: HostCallbacks) {
    this.#host = host;
    this.#around = around;
    this.#attempt = new AsyncTask(host);
    this.#after = new AfterSignIn(host, around);
    host.addController(this);
  }

  get screen(): Screen {
    return this.#screen;
  }

  get progress(): Progress {
    return this.#attempt.state;
  }

  /** What the latest attempt signs in with. */
  get method(): Method {
    return this.#method;
  }

  hostConnected(): void {
    addEventListener('pageshow', this.#returnFromCache);
    if (this.#host.hasUpdated) this.#begin();
  }

  hostDisconnected(): void {
    removeEventListener('pageshow', this.#returnFromCache);
    this.#stop();
  }

  /** From the start: when the settings of the element are there or change, and when the person starts over. */
  restart(): void {
    this.#stop();
    this.#attempt.reset();
    this.#show({ is: 'detecting' });
    this.#begin();
  }

  /** Fetches ahead what the next click needs; nothing before it is known what that is. */
  prepare(): void {
    if (this.#screen.is === 'detecting') return;
    const passkeys = this.#around.passkeys();
    const { signal } = this.#life;
    if (this.#screen.is === 'offer') passkeys?.prepareEnroll({ signal });
    const whose = this.#whose();
    if (whose) passkeys?.prepareSignIn({ ...whose, signal });
  }

  /** Resolves when the attempt is over, whatever came of it: events tell. */
  signIn(): Promise<void> {
    return this.#try('passkey', async (passkeys, signal) => {
      if (this.#screen.is === 'detecting') this.#enter(await this.#detection.run(passkeys));
      signal.throwIfAborted();
      const whose = this.#whose();
      if (whose) await this.#ask(passkeys, whose, signal);
      else if (this.#screen.is === 'classic') this.#around.reportMissingUsername();
    });
  }

  signInWithPassword(identifier: string, password: string): Promise<void> {
    return this.#try('password', async (passkeys, signal) => {
      const answer = await passkeys.signInWithPassword(identifier, password, { signal });
      signal.throwIfAborted();
      this.#identifier = identifier;
      if (answer.is === 'second-factor') this.#continue(answer);
      else await this.#accept(answer, signal);
    });
  }

  createPasskey(): Promise<void> {
    return this.#try('passkey', async (passkeys, signal) => {
      const enrolled = await passkeys.enroll({ attachment: 'platform', signal });
      this.#host.dispatchEvent(new events.PasskeyAddedEvent(enrolled));
      this.#finish();
    });
  }

  notNow(): void {
    this.#around.passkeys()?.memory.rememberNotNow();
    this.#attempt.reset();
    this.#finish();
  }

  /** Goes on where the element was: it may have been moved. */
  #begin(): void {
    if (!this.#host.isConnected) return;
    if (this.#screen.is === 'detecting') void this.#detect();
    else this.#show(this.#screen);
  }

  #stop(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#detection.stop();
    this.#autofill.stop();
  }

  /** The person asked for nothing yet: a failure is for the developer, and the button tries again. */
  async #detect(): Promise<void> {
    try {
      const passkeys = this.#around.passkeys();
      if (passkeys) this.#enter(await this.#detection.run(passkeys));
    } catch (thrown) {
      const error = toPasskeyError(thrown);
      if (error.code !== 'aborted' && this.progress.is !== 'pending') this.#report(error);
    }
  }

  #enter(detected: DetectionState): void {
    if (this.#screen.is !== 'detecting') return;
    this.#show({ is: detected });
    if (detected === 'unsupported') return;
    this.prepare();
    dispatchMode(this.#host, detected);
  }

  /** For whom to ask; nothing when nobody can be asked for. */
  #whose(): SignInTarget | undefined {
    const screen = this.#screen;
    if (screen.is === 'smart') return {};
    if (screen.is === 'second-factor') return { secondFactor: screen.factor };
    const identifier = this.#around.identifier();
    return screen.is === 'classic' && identifier ? { identifier } : undefined;
  }

  async #ask(passkeys: Passkeys, whose: SignInTarget, signal: AbortSignal): Promise<void> {
    if (!whose.secondFactor) this.#identifier = whose.identifier;
    const result = await passkeys.signIn({ ...whose, signal });
    await this.#accept(result, signal);
  }

  #continue(factor: SecondFactor): void {
    requirePasskey(factor);
    this.#show({ is: 'second-factor', factor });
    this.prepare();
  }

  #signInByAutofill(result: SignInResult): void {
    this.#identifier = undefined;
    void this.#try('passkey', (_, signal) => this.#accept(result, signal));
  }

  async #accept(result: SignInResult, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#identifier !== undefined) this.#around.remember(this.#identifier);
    const reason = await this.#after.receive(result, this.#method, signal);
    if (reason) this.#show({ is: 'offer', reason });
    else this.#finish();
  }

  #finish(): void {
    this.#show({ is: 'done', redirecting: this.#after.redirects });
    if (!this.#after.announce()) this.#show({ is: 'done', redirecting: false });
  }

  async #try(
    method: Method,
    work: (passkeys: Passkeys, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    this.#method = method;
    const outcome = await this.#attempt.run((signal) => {
      const passkeys = this.#around.passkeys();
      if (!passkeys) throw new PasskeyError('configuration', 'Give the element an `issuer`, or a `client`.');
      return work(passkeys, signal);
    });
    if (outcome.is !== 'failed') return;
    this.#fail(outcome.error);
    if (!needsPatience(outcome.error)) this.prepare();
  }

  #fail(error: PasskeyError): void {
    if (error.code === 'aborted') this.#attempt.reset();
    else this.#report(error);
    if (!isSignIn(this.#screen)) return;
    if (error.code === 'unsupported') this.#show({ is: 'unsupported' });
    if (error.code === 'mechanism_disabled') this.#turnAway();
    if (wasSwitched(error)) this.#detectAgain();
  }

  /** Passkeys were switched off meanwhile, or the password asks for a second factor that is none. */
  #turnAway(): void {
    this.#show({ is: 'unavailable' });
    if (this.#method === 'password') return;
    this.#host.dispatchEvent(new events.PasskeyModeDetectedEvent('unavailable'));
  }

  /** The form turns into that of the other mode; what went wrong stays there to be read. */
  #detectAgain(): void {
    this.#show({ is: 'detecting' });
    this.#begin();
  }

  #report(error: PasskeyError): void {
    this.#host.dispatchEvent(new events.PasskeySigninFailedEvent(error));
  }

  #show(screen: Screen): void {
    this.#screen = screen;
    if (screen.is !== 'smart') this.#autofill.stop();
    else if (this.#around.wantsAutofill()) this.#autofill.start(this.#around.passkeys());
    this.#host.requestUpdate();
  }

  /** The browser shows the page as it was left; who comes back wants to sign in again. */
  readonly #returnFromCache = (event: PageTransitionEvent): void => {
    if (event.persisted && this.#screen.is === 'done') this.restart();
  };
}

/** The workspace works in the other mode than it did when the page was loaded. */
const wasSwitched = ({ code }: PasskeyError): boolean =>
  code === 'mode_mismatch' || code === 'invalid_request';

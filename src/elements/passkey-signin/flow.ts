import type { LitElement, ReactiveController } from 'lit';

import type { Passkeys, SignInOptions, SignInResult } from '../../ceremonies/passkeys.ts';
import { PasskeyError } from '../../errors.ts';
import type { TokenReply } from '../../wire/contract.ts';
import { Attempt, asPasskeyError } from '../shared/attempt.ts';
import * as events from '../shared/events.ts';
import { Detection, type Detected } from './detect.ts';
import { canOffer, offerReason } from './offer.ts';
import { isSignIn, type Progress, type Screen } from './state.ts';

/** What the flow needs of the element and its page. Read at each use: settings change. */
export interface Surroundings {
  /** The client, or nothing while the element has no issuer. Throws a `PasskeyError` for a wrong setting. */
  readonly passkeys: () => Passkeys | undefined;
  /** Hands the tokens of a reply to the page. */
  readonly deliver: (tokens: TokenReply) => void | Promise<void>;
  /** Who signs in, as far as the page or the person said; otherwise empty. */
  readonly identifier: () => string;
  /** Says that the username is missing. */
  readonly complain: () => void;
  readonly wantsAutofill: () => boolean;
  /** Remembers who signed in, where the page asks for it. */
  readonly remember: (identifier: string) => void;
}

type TokenResult = Extract<SignInResult, { is: 'tokens' }>;
type Method = events.SignedInDetail['method'];

/** How a sign-in goes from screen to screen. */
export class SignInFlow implements ReactiveController {
  readonly #host: LitElement;
  readonly #around: Surroundings;
  readonly #attempt: Attempt<void>;
  readonly #detection = new Detection();
  #screen: Screen = { is: 'detecting' };
  #autofill: { stop(): void } | undefined;
  /** Announced once an offer is answered. */
  #signedIn: events.SignedInDetail | undefined;

  constructor(host: LitElement, around: Surroundings) {
    this.#host = host;
    this.#around = around;
    this.#attempt = new Attempt(host);
    host.addController(this);
  }

  get screen(): Screen {
    return this.#screen;
  }

  get progress(): Progress {
    return this.#attempt.state;
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

  /** Fetches ahead what the next click needs. */
  prepare(): void {
    const passkeys = this.#around.passkeys();
    const identifier = this.#around.identifier();
    const screen = this.#screen;
    if (screen.is === 'smart') passkeys?.prepareSignIn();
    if (screen.is === 'classic' && identifier) passkeys?.prepareSignIn({ identifier });
    if (screen.is === 'second-factor') passkeys?.prepareSignIn({ secondFactor: screen.factor });
    if (screen.is === 'offer') passkeys?.prepareEnroll();
  }

  /** Resolves when the attempt is over, whatever came of it: events tell. */
  signIn(): Promise<void> {
    return this.#try(async (passkeys, signal) => {
      if (this.#screen.is === 'detecting') this.#detected(await this.#detection.run(passkeys));
      signal.throwIfAborted();
      const whose = this.#whose();
      if (whose) await this.#accept(await passkeys.signIn({ ...whose, signal }), 'passkey', signal);
    });
  }

  signInWithPassword(identifier: string, password: string): Promise<void> {
    return this.#try(async (passkeys, signal) => {
      const answer = await passkeys.signInWithPassword(identifier, password, { signal });
      signal.throwIfAborted();
      if (answer.is !== 'second-factor') return this.#accept(answer, 'password', signal);
      this.#show({ is: 'second-factor', factor: answer });
      this.prepare();
    });
  }

  createPasskey(): Promise<void> {
    return this.#try(async (passkeys, signal) => {
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
    if (this.#screen.is === 'detecting') void this.#detectQuietly();
    else this.#bindAutofill();
  }

  #stop(): void {
    this.#detection.stop();
    this.#unbindAutofill();
  }

  /** The person asked for nothing yet: a failure is for the developer, and the button tries again. */
  async #detectQuietly(): Promise<void> {
    try {
      const passkeys = this.#around.passkeys();
      if (passkeys) this.#detected(await this.#detection.run(passkeys));
    } catch (thrown) {
      const error = asPasskeyError(thrown);
      if (error.code === 'aborted' || this.progress.is === 'pending') return;
      this.#report(error);
    }
  }

  #detected(detected: Detected): void {
    if (this.#screen.is !== 'detecting') return;
    this.#show({ is: detected });
    if (detected === 'unsupported') return;
    this.#host.dispatchEvent(new events.PasskeyModeDetectedEvent(detected));
    if (detected === 'unavailable') {
      this.#report(new PasskeyError('mechanism_disabled', 'Passkeys are switched off in this workspace.'));
    }
  }

  /** Says for whom to ask; nothing when nobody can be asked for. */
  #whose(): Pick<SignInOptions, 'identifier' | 'secondFactor'> | undefined {
    const screen = this.#screen;
    if (screen.is === 'second-factor') return { secondFactor: screen.factor };
    if (screen.is === 'smart') return {};
    if (screen.is !== 'classic') return undefined;
    const identifier = this.#around.identifier();
    if (identifier) return { identifier };
    this.#around.complain();
    return undefined;
  }

  async #accept(result: SignInResult, method: Method, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const identifier = this.#around.identifier();
    if (identifier) this.#around.remember(identifier);
    if (result.is === 'redirect') this.#redirect(result.redirectTo, method);
    else await this.#receive(result, method, signal);
  }

  async #receive(result: TokenResult, method: Method, signal: AbortSignal): Promise<void> {
    await this.#around.deliver(result.tokens);
    const { subject } = result;
    this.#signedIn = { method, redirects: false, ...(subject !== undefined && { subject }) };
    const reason = offerReason(method, result);
    if (reason && (await this.#mayOffer(reason, signal))) this.#show({ is: 'offer', reason });
    else this.#finish();
  }

  async #mayOffer(reason: events.OfferReason, signal: AbortSignal): Promise<boolean> {
    const passkeys = this.#around.passkeys();
    if (!passkeys || !(await canOffer(passkeys, signal))) return false;
    signal.throwIfAborted();
    return this.#host.dispatchEvent(new events.PasskeyOfferEvent(reason));
  }

  #redirect(url: URL, method: Method): void {
    const follow = (): void => location.assign(url.href);
    this.#show({ is: 'done', redirecting: true });
    const event = new events.PasskeySignedInEvent({ method, redirects: true }, follow);
    if (this.#host.dispatchEvent(event)) follow();
    else this.#show({ is: 'done', redirecting: false });
  }

  #finish(): void {
    const detail = this.#signedIn;
    this.#signedIn = undefined;
    this.#show({ is: 'done', redirecting: false });
    if (detail) this.#host.dispatchEvent(new events.PasskeySignedInEvent(detail));
  }

  async #try(work: (passkeys: Passkeys, signal: AbortSignal) => Promise<void>): Promise<void> {
    const outcome = await this.#attempt.run((signal) => {
      const passkeys = this.#around.passkeys();
      if (!passkeys) throw new PasskeyError('configuration', 'Give the element an `issuer`, or a `client`.');
      return work(passkeys, signal);
    });
    if (outcome.is === 'failed') this.#fail(outcome.error);
  }

  #fail(error: PasskeyError): void {
    if (error.code === 'aborted') this.#attempt.reset();
    else this.#report(error);
    if (!isSignIn(this.#screen)) return;
    if (error.code === 'unsupported') this.#show({ is: 'unsupported' });
    if (error.code === 'mechanism_disabled') this.#show({ is: 'unavailable' });
  }

  #report(error: PasskeyError): void {
    this.#host.dispatchEvent(new events.PasskeySigninFailedEvent(error));
  }

  #show(screen: Screen): void {
    this.#screen = screen;
    if (screen.is === 'smart') this.#bindAutofill();
    else this.#unbindAutofill();
    this.#host.requestUpdate();
  }

  #bindAutofill(): void {
    if (this.#screen.is !== 'smart' || !this.#around.wantsAutofill()) return;
    this.#autofill ??= this.#around.passkeys()?.autofill({
      onSignedIn: (result) => void this.#try((_, signal) => this.#accept(result, 'passkey', signal)),
    });
  }

  #unbindAutofill(): void {
    this.#autofill?.stop();
    this.#autofill = undefined;
  }

  /** The browser shows the page as it was left; who comes back wants to sign in again. */
  readonly #returnFromCache = (event: PageTransitionEvent): void => {
    if (event.persisted && this.#screen.is === 'done') this.restart();
  };
}

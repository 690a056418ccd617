import type { ReactiveController } from 'lit';

import type { Passkeys, SecondFactor, SignInOptions, SignInResult } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import * as events from '../shared/events.ts';
import { AsyncTask, needsPatience, toPasskeyError } from '../shared/task.ts';
import type { Account } from './account.ts';
import { AfterSignIn } from './after-sign-in.ts';
import { BackgroundWork, dispatchMode, type DetectionState } from './background-work.ts';
import type { SigninSettings } from './properties.ts';
import { isSignIn, requirePasskey, type Progress, type Screen } from './state.ts';

type Method = events.SignedInDetail['method'];
type SignInTarget = Pick<SignInOptions, 'identifier' | 'secondFactor'>;

/** What the controller needs of its element. Read at each use, because settings change. */
export interface SignInContext {
  readonly account: Account;
  /** `undefined` while the element has no issuer. @throws PasskeyError for a wrong setting */
  readonly getClient: () => Passkeys | undefined;
}

/** Moves a sign-in from screen to screen. */
export class SignInController implements ReactiveController {
  readonly #host: SigninSettings;
  readonly #account: Account;
  readonly #getClient: SignInContext['getClient'];
  readonly #task: AsyncTask<void>;
  readonly #after: AfterSignIn;
  readonly #background = new BackgroundWork();
  #screen: Screen = { is: 'detecting' };
  #method: Method = 'passkey';
  /** The identifier of the latest attempt that needed one. */
  #identifier: string | undefined;

  constructor(host: SigninSettings, { account, getClient }: SignInContext) {
    this.#host = host;
    this.#account = account;
    this.#getClient = getClient;
    this.#task = new AsyncTask(host);
    this.#after = new AfterSignIn(host, getClient);
    host.addController(this);
  }

  get screen(): Screen {
    return this.#screen;
  }

  get progress(): Progress {
    return this.#task.state;
  }

  /** The method of the latest attempt. */
  get method(): Method {
    return this.#method;
  }

  hostConnected(): void {
    addEventListener('pageshow', this.#restartFromCache);
    if (this.#host.hasUpdated) this.#resume();
  }

  hostDisconnected(): void {
    removeEventListener('pageshow', this.#restartFromCache);
    this.#background.stop();
  }

  /** Starts from the beginning: when the element gets its settings, when they change, and when the person starts over. */
  restart(): void {
    this.#background.stop();
    this.#task.reset();
    this.#show({ is: 'detecting' });
    this.#resume();
  }

  /** Prefetches the options of the next click; does nothing before the mode is known. */
  prepare(): void {
    if (this.#screen.is === 'detecting') return;
    const client = this.#getClient();
    const { signal } = this.#background;
    if (this.#screen.is === 'offer') client?.prepareEnroll({ signal });
    const target = this.#target();
    if (target) client?.prepareSignIn({ ...target, signal });
  }

  /** Signs in with a passkey. Resolves when the attempt is over, also after a failure: events have the outcome. */
  signIn(): Promise<void> {
    return this.#attempt('passkey', async (client, signal) => {
      if (this.#screen.is === 'detecting') this.#showDetected(await this.#background.detect(client));
      signal.throwIfAborted();
      const target = this.#target();
      if (target) await this.#authenticate(client, target, signal);
      else if (this.#screen.is === 'classic') this.#account.reportMissing();
    });
  }

  signInWithPassword(identifier: string, password: string): Promise<void> {
    return this.#attempt('password', async (client, signal) => {
      const answer = await client.signInWithPassword(identifier, password, { signal });
      signal.throwIfAborted();
      this.#identifier = identifier;
      if (answer.is === 'second-factor') this.#startSecondFactor(answer);
      else await this.#onSignedIn(answer, signal);
    });
  }

  createPasskey(): Promise<void> {
    return this.#attempt('passkey', async (client, signal) => {
      const enrolled = await client.enroll({ attachment: 'platform', signal });
      this.#host.dispatchEvent(new events.PasskeyAddedEvent(enrolled));
      this.#complete();
    });
  }

  /** Declines the offer, for a while. */
  notNow(): void {
    this.#getClient()?.memory.rememberNotNow();
    this.#task.reset();
    this.#complete();
  }

  /** Continues on the current screen: the element may have been moved. */
  #resume(): void {
    if (!this.#host.isConnected) return;
    if (this.#screen.is === 'detecting') void this.#detect();
    else this.#show(this.#screen);
  }

  /** Runs before any click: a failure is reported to the developer only, and the button tries again. */
  async #detect(): Promise<void> {
    try {
      const client = this.#getClient();
      if (client) this.#showDetected(await this.#background.detect(client));
    } catch (thrown) {
      const error = toPasskeyError(thrown);
      if (error.code !== 'aborted' && this.progress.is !== 'pending') this.#dispatchFailure(error);
    }
  }

  #showDetected(detected: DetectionState): void {
    if (this.#screen.is !== 'detecting') return;
    this.#show({ is: detected });
    if (detected === 'unsupported') return;
    this.prepare();
    dispatchMode(this.#host, detected);
  }

  /** Sign-in target; `undefined` while the username is missing, and on screens without a sign-in. */
  #target(): SignInTarget | undefined {
    const screen = this.#screen;
    if (screen.is === 'smart') return {};
    if (screen.is === 'second-factor') return { secondFactor: screen.factor };
    const { identifier } = this.#account;
    return screen.is === 'classic' && identifier ? { identifier } : undefined;
  }

  async #authenticate(client: Passkeys, target: SignInTarget, signal: AbortSignal): Promise<void> {
    if (!target.secondFactor) this.#identifier = target.identifier;
    const result = await client.signIn({ ...target, signal });
    await this.#onSignedIn(result, signal);
  }

  #startSecondFactor(factor: SecondFactor): void {
    requirePasskey(factor);
    this.#show({ is: 'second-factor', factor });
    this.prepare();
  }

  async #onSignedIn(result: SignInResult, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#identifier !== undefined) this.#account.remember(this.#identifier);
    const reason = await this.#after.receive(result, this.#method, signal);
    if (reason) this.#show({ is: 'offer', reason });
    else this.#complete();
  }

  #complete(): void {
    this.#show({ is: 'done', redirecting: this.#after.redirects });
    if (!this.#after.dispatchSignedIn()) this.#show({ is: 'done', redirecting: false });
  }

  async #attempt(
    method: Method,
    work: (client: Passkeys, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    this.#method = method;
    const outcome = await this.#task.run((signal) => {
      const client = this.#getClient();
      if (!client) throw new PasskeyError('configuration', 'Give the element an `issuer`, or a `client`.');
      return work(client, signal);
    });
    if (outcome.is !== 'failed') return;
    this.#onFailed(outcome.error);
    if (!needsPatience(outcome.error)) this.prepare();
  }

  #onFailed(error: PasskeyError): void {
    if (error.code === 'aborted') this.#task.reset();
    else this.#dispatchFailure(error);
    if (!isSignIn(this.#screen)) return;
    if (error.code === 'unsupported') this.#show({ is: 'unsupported' });
    if (error.code === 'mechanism_disabled') this.#showUnavailable();
    if (hasModeChanged(error)) this.#detectAgain();
  }

  /** After passkeys were switched off, or when the second factor of a password cannot be a passkey. */
  #showUnavailable(): void {
    this.#show({ is: 'unavailable' });
    if (this.#method === 'password') return;
    this.#host.dispatchEvent(new events.PasskeyModeDetectedEvent('unavailable'));
  }

  /** Shows the form of the other mode; the error stays readable. */
  #detectAgain(): void {
    this.#show({ is: 'detecting' });
    this.#resume();
  }

  #dispatchFailure(error: PasskeyError): void {
    this.#host.dispatchEvent(new events.PasskeySigninFailedEvent(error));
  }

  #show(screen: Screen): void {
    this.#screen = screen;
    if (screen.is !== 'smart') this.#background.stopAutofill();
    else if (!this.#host.withoutAutofill) {
      this.#background.startAutofill(this.#getClient(), this.#signInByAutofill);
    }
    this.#host.requestUpdate();
  }

  readonly #signInByAutofill = (result: SignInResult): void => {
    this.#identifier = undefined;
    void this.#attempt('passkey', (_, signal) => this.#onSignedIn(result, signal));
  };

  /** A finished page that the back-forward cache brings back is for another sign-in. */
  readonly #restartFromCache = (event: PageTransitionEvent): void => {
    if (event.persisted && this.#screen.is === 'done') this.restart();
  };
}

/** True if the workspace was switched to the other mode after the page was loaded. */
const hasModeChanged = ({ code }: PasskeyError): boolean =>
  code === 'mode_mismatch' || code === 'invalid_request';

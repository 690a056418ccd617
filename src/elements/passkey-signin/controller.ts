import { abortable } from '../../async.ts';
import type { Passkeys, SignInResult } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import * as events from '../shared/events.ts';
import { AsyncTask, needsPatience } from '../shared/task.ts';
import type { Account } from './fields/account.ts';
import { AfterSignIn } from './after-sign-in.ts';
import { Cancellations } from './messages.ts';
import type { SigninSettings } from './properties.ts';
import { ScreenController } from './screen-controller.ts';
import * as state from './state.ts';
import type { Steps } from './steps/steps.ts';

/** What the controller needs of its element. Read at each use, because settings change. */
export interface SignInContext {
  readonly account: Account;
  /** `undefined` while the element has no issuer. @throws PasskeyError for a wrong setting */
  readonly getClient: () => Passkeys | undefined;
  readonly steps: Steps;
  readonly getFirstScreen: () => state.Screen;
}

type Attempt = (client: Passkeys, signal: AbortSignal) => Promise<void>;

/** Moves a sign-in from screen to screen. */
export class SignInController {
  readonly #host: SigninSettings;
  readonly #account: Account;
  readonly #getClient: SignInContext['getClient'];
  readonly #task: AsyncTask<void>;
  readonly #after: AfterSignIn;
  readonly #screens: ScreenController;
  readonly #cancellations = new Cancellations();
  #method: state.Method = 'passkey';
  #step: state.Step = 'prompt';
  /** The identifier of the latest attempt that needed one. */
  #identifier: string | undefined;
  #passwordAttempt: Promise<void> | undefined;

  constructor(host: SigninSettings, { account, getClient, getFirstScreen, steps }: SignInContext) {
    this.#host = host;
    this.#account = account;
    this.#getClient = getClient;
    this.#task = new AsyncTask(host);
    this.#after = new AfterSignIn(host, getClient, steps);
    this.#screens = new ScreenController(host, {
      getClient,
      getFirstScreen,
      onPicked: (result) => this.#signInByAutofill(result),
      onDetected: () => this.prepare(),
      onDetectionFailed: (error) => {
        if (!this.isPending) this.#dispatchFailure(error);
      },
    });
  }

  get screen(): state.Screen {
    return this.#screens.current;
  }

  /** Progress of the latest attempt, its method and its step. */
  get attempt() {
    const cancelMessage = this.#cancellations.message;
    return { progress: this.#task.state, method: this.#method, step: this.#step, cancelMessage };
  }

  get isPending(): boolean {
    return this.#task.state.is === 'pending';
  }

  /**
   * Starts from the beginning: when the element gets its settings, when they change, and when the person starts over.
   *
   * @param screen default: the first one of this page
   */
  restart(screen?: state.Screen): void {
    this.#task.reset();
    this.#cancellations.reset();
    this.#screens.restart(screen);
  }

  /** True if people who return to the element need a restart: no prompt survives an absence. */
  get isStale(): boolean {
    return this.isPending || state.isFinal(this.screen);
  }

  /** Prefetches the options of the next click; does nothing before the mode is known. */
  prepare(): void {
    if (this.screen.is === 'detecting') return;
    const client = this.#getClient();
    const { signal } = this.#screens;
    if (this.screen.is === 'offer') client?.prepareEnroll({ signal });
    if (this.screen.is === 'sign-up' && this.#account.typed) client?.prepareSignUp(this.#account.typed);
    const target = state.signInTarget(this.screen, this.#account.identifier);
    if (target) client?.prepareSignIn({ ...target, signal });
  }

  /** The action of the passkey button on this screen, and of Enter in the field; none while an attempt is pending. */
  act(): void {
    if (this.isPending) return;
    void (this.screen.is === 'sign-up' ? this.signUp() : this.signIn());
  }

  /** Signs in with a passkey. Resolves when the attempt is over, also after a failure: events have the outcome. */
  signIn(): Promise<void> {
    return this.#run('passkey', async (client, signal) => {
      if (this.screen.is === 'detecting') await this.#screens.detect(client);
      signal.throwIfAborted();
      const target = state.signInTarget(this.screen, this.#account.identifier);
      if (target) await this.#authenticate(client, target, signal);
      else if (this.screen.is === 'classic') this.#account.reportMissing();
    });
  }

  /** While one password is being checked, a further call waits for the same answer. */
  signInWithPassword(identifier: string, password: string): Promise<void> {
    if (this.isPending && this.#passwordAttempt) return this.#passwordAttempt;
    const attempt = this.#run('password', async (client, signal) => {
      this.#after.steps.preload();
      const answer = await client.signInWithPassword(identifier, password, { signal });
      signal.throwIfAborted();
      this.#identifier = identifier;
      if (answer.is !== 'second-factor') return this.#onSignedIn(answer, signal);
      state.requirePasskey(answer);
      await abortable(signal, this.#after.steps.load());
      this.#screens.show({ is: 'second-factor', factor: answer });
      this.prepare();
    }).finally(() => {
      if (this.#passwordAttempt === attempt) this.#passwordAttempt = undefined;
    });
    return (this.#passwordAttempt = attempt);
  }

  /** Creates an account with a passkey, and signs in with it. */
  signUp(): Promise<void> {
    const { typed } = this.#account;
    const byLink = this.screen.is === 'sign-up' && this.screen.byLink;
    return this.#run('passkey', async (client, signal) => {
      if (!typed && !byLink) {
        this.#account.reportMissing();
        return;
      }
      this.#identifier = typed || undefined;
      const options = { signal, onAnswer: this.#onAnswer };
      const result = await this.#cancellations.watch(client, () =>
        byLink && client.hostedPage ? client.hostedPage.activate(options) : client.signUp(typed, options),
      );
      await this.#onSignedIn(result, signal, true);
    });
  }

  createPasskey(): Promise<void> {
    return this.#run('passkey', async (client, signal) => {
      const enrolled = await client.enroll({ attachment: 'platform', signal, onAnswer: this.#onAnswer });
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

  /** Stops waiting for a prompt that does not answer. */
  cancel(): void {
    this.#task.fail(new PasskeyError('cancelled', 'The person stopped waiting for the prompt.'));
    this.#cancellations.reset();
    if (this.attempt.progress.is === 'failed') this.#onFailed(this.attempt.progress.error);
    this.prepare();
  }

  /** Removes the error of the latest attempt. */
  dismissFailure(): void {
    if (this.#task.state.is === 'failed') this.#task.reset();
  }

  readonly #onAnswer = (): void => {
    this.#step = 'server';
    this.#host.requestUpdate();
  };

  async #authenticate(client: Passkeys, target: state.SignInTarget, signal: AbortSignal): Promise<void> {
    if (!target.secondFactor) this.#identifier = target.identifier;
    const options = { ...target, signal, onAnswer: this.#onAnswer };
    const result = await this.#cancellations.watch(client, () => client.signIn(options));
    await this.#onSignedIn(result, signal);
  }

  async #onSignedIn(result: SignInResult, signal: AbortSignal, newAccount = false): Promise<void> {
    signal.throwIfAborted();
    if (this.#identifier !== undefined) this.#account.remember(this.#identifier);
    const offer = await this.#after.receive(result, { method: this.#method, newAccount }, signal);
    if (offer) this.#screens.show({ is: 'offer', ...offer });
    else this.#complete();
  }

  #complete(): void {
    const { done } = this.#after;
    this.#screens.show(done);
    if (!this.#after.dispatchSignedIn()) this.#screens.show({ ...done, redirecting: false });
  }

  async #run(method: state.Method, work: Attempt): Promise<void> {
    this.#method = method;
    this.#step = method === 'passkey' ? 'prompt' : 'server';
    this.#account.clearMissing();
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
    if (state.isTransactionOver(error, this.screen)) this.#screens.show({ is: 'expired' });
    if (state.isNameRefused(error, this.screen)) void this.#account.focusField();
    if (!state.isSignIn(this.screen)) return;
    if (error.code === 'unsupported') this.#screens.show({ is: 'unsupported' });
    if (error.code === 'mechanism_disabled') this.#showUnavailable();
    if (state.hasModeChanged(error)) this.#screens.restart();
  }

  /** After passkeys were switched off, or when the second factor of a password cannot be a passkey. */
  #showUnavailable(): void {
    this.#screens.show({ is: 'unavailable' });
    if (this.#method === 'password') return;
    this.#host.dispatchEvent(new events.PasskeyModeDetectedEvent('unavailable'));
  }

  #dispatchFailure(error: PasskeyError): void {
    this.#host.dispatchEvent(new events.PasskeySigninFailedEvent(error));
  }

  /** From the pick on, a sign-in by autofill is an attempt like any other. */
  readonly #signInByAutofill = (result: Promise<SignInResult>): void => {
    this.#identifier = undefined;
    void this.#run('passkey', async (_, signal) => {
      this.#onAnswer();
      await this.#onSignedIn(await abortable(signal, result), signal);
    });
  };
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { browserClock, withTimeout } from '../../async.ts';
import type { ReauthenticationRequest } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import type { ManagerSettings } from './properties.ts';

interface Question {
  readonly confirm: () => void;
  readonly decline: (error: PasskeyError) => void;
}

/**
 * Asks for a confirmation before the page's `reauthenticate` is called, which then runs in the click and may open a
 * window or prompt for a passkey. The pending action waits.
 */
export class ReauthenticationController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #question: Question | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#question !== undefined;
  }

  /**
   * Calls the page's function directly after the person's click, so that it may open a window.
   *
   * @param loadDialogs loads the template of the question
   * @throws PasskeyError `reauthentication_required` without such a function; `timed_out` if it does not answer in 5
   *   minutes; and as `ask` does
   */
  async perform(
    { reauthenticate }: Pick<ManagerSettings, 'reauthenticate'>,
    request: ReauthenticationRequest,
    loadDialogs: () => Promise<void>,
  ): Promise<void> {
    if (!reauthenticate) {
      throw new PasskeyError('reauthentication_required', 'Give the element a `reauthenticate` function.');
    }
    await loadDialogs();
    await this.ask(request);
    const done = reauthenticate(request).then(() => true);
    if (await withTimeout(browserClock, timeLimit, done, false)) return;
    throw new PasskeyError('timed_out', 'The function `reauthenticate` of this page did not answer.');
  }

  /** Resolves on confirmation; rejects with `cancelled` on cancel, on abort and when the element is disconnected. */
  async ask({ signal }: ReauthenticationRequest): Promise<void> {
    signal?.throwIfAborted();
    this.decline();
    signal?.addEventListener('abort', this.decline, { once: true });
    return new Promise((confirm, decline) => this.#show({ confirm, decline }));
  }

  readonly confirm = (): void => {
    this.#question?.confirm();
    this.#show(undefined);
  };

  readonly decline = (): void => {
    this.#question?.decline(new PasskeyError('cancelled', 'The person did not confirm who they are.'));
    this.#show(undefined);
  };

  hostDisconnected(): void {
    this.decline();
  }

  #show(question: Question | undefined): void {
    this.#question = question;
    this.#host.requestUpdate();
  }
}

/** Milliseconds for the page's re-authentication, in which a person may have to find a device. */
const timeLimit = 5 * 60_000;

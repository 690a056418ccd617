import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { browserClock, withTimeout } from '../../async.ts';
import type { ReauthenticationRequest } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';
import type { ManagerSettings } from './properties.ts';

type Host = ReactiveControllerHost & Pick<ManagerSettings, 'reauthenticate'>;

interface Question {
  readonly confirm: () => void;
  readonly decline: (error: PasskeyError) => void;
}

/**
 * Asks for a confirmation before the page's `reauthenticate` is called, which then runs in the click and may open a
 * window or prompt for a passkey. The pending action waits.
 */
export class ReauthenticationController implements ReactiveController {
  readonly #host: Host;
  readonly #loadDialogs: () => Promise<void>;
  #question: Question | undefined;

  constructor(host: Host, loadDialogs: () => Promise<void>) {
    this.#host = host;
    this.#loadDialogs = loadDialogs;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#question !== undefined;
  }

  /**
   * Asks the person, and calls the page's function directly after their click, so that it may open a window.
   *
   * @throws PasskeyError `reauthentication_required` without a function of the page, `cancelled`, `timed_out`
   */
  async run(request: ReauthenticationRequest): Promise<void> {
    if (!this.#host.reauthenticate) {
      throw new PasskeyError('reauthentication_required', 'Give the element a `reauthenticate` function.');
    }
    await this.#loadDialogs();
    await this.ask(request);
    await withTimeLimit(this.#host.reauthenticate(request));
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

/** @throws PasskeyError `timed_out` if the page's function does not answer in 5 minutes */
async function withTimeLimit(reauthentication: Promise<void>): Promise<void> {
  const done = reauthentication.then(() => true);
  if (await withTimeout(browserClock, timeLimit, done, false)) return;
  throw new PasskeyError('timed_out', 'The function `reauthenticate` of this page did not answer.');
}

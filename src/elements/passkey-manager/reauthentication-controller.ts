import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { ReauthenticationRequest } from '../../client/types.ts';
import { PasskeyError } from '../../errors.ts';

interface Question {
  readonly confirm: () => void;
  readonly decline: (error: PasskeyError) => void;
}

/**
 * Asks the person to confirm who they are while their action waits. The page's own re-authentication begins with
 * their click, so that it may open a window or prompt for a passkey.
 */
export class ReauthenticationController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #question: Question | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get isAsking(): boolean {
    return this.#question !== undefined;
  }

  /** Resolves when they confirmed; rejects with `cancelled` when they did not, and when the page is left. */
  async ask({ signal }: ReauthenticationRequest): Promise<void> {
    signal?.throwIfAborted();
    this.decline();
    signal?.addEventListener('abort', this.decline, { once: true });
    return new Promise((confirm, decline) => this.#ask({ confirm, decline }));
  }

  readonly confirm = (): void => {
    this.#question?.confirm();
    this.#ask(undefined);
  };

  readonly decline = (): void => {
    this.#question?.decline(new PasskeyError('cancelled', 'The person did not confirm who they are.'));
    this.#ask(undefined);
  };

  hostDisconnected(): void {
    this.decline();
  }

  #ask(question: Question | undefined): void {
    this.#question = question;
    this.#host.requestUpdate();
  }
}

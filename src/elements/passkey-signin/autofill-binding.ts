import type { Passkeys, SignInResult } from '../../client/types.ts';

/** Autofill of one element: runs at most once at a time. */
export class AutofillBinding {
  readonly #onSignedIn: (result: SignInResult) => void;
  #running: { stop(): void } | undefined;

  constructor(onSignedIn: (result: SignInResult) => void) {
    this.#onSignedIn = onSignedIn;
  }

  start(passkeys: Passkeys | undefined): void {
    this.#running ??= passkeys?.autofill({ onSignedIn: this.#onSignedIn });
  }

  stop(): void {
    this.#running?.stop();
    this.#running = undefined;
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Calls back when the person comes back to the page, or the network to them: another tab may have changed things. */
export class ReturnWatch implements ReactiveController {
  readonly #returned: () => void;

  constructor(host: ReactiveControllerHost, returned: () => void) {
    this.#returned = returned;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('focus', this.#returned);
    addEventListener('online', this.#returned);
    document.addEventListener('visibilitychange', this.#becameVisible);
  }

  hostDisconnected(): void {
    removeEventListener('focus', this.#returned);
    removeEventListener('online', this.#returned);
    document.removeEventListener('visibilitychange', this.#becameVisible);
  }

  readonly #becameVisible = (): void => {
    if (document.visibilityState === 'visible') this.#returned();
  };
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { browserClock, type Clock } from '../../async.ts';

/** Milliseconds between two calls. Dialogs, frames and prompts return the focus to the page as well. */
const pause = 5_000;

type Host = ReactiveControllerHost & Pick<HTMLElement, 'ownerDocument'>;

/**
 * Calls back when the person returns to the page, or the network to them: another tab may have changed something.
 * The first return calls at once; returns within the next 5 seconds share one call at their end.
 */
export class ReturnController implements ReactiveController {
  readonly #host: Host;
  readonly #onReturn: () => void;
  readonly #clock: Clock;
  #document: Document | undefined;
  #endPause: (() => void) | undefined;
  #isDue = false;

  constructor(host: Host, onReturn: () => void, clock: Clock = browserClock) {
    this.#host = host;
    this.#onReturn = onReturn;
    this.#clock = clock;
    host.addController(this);
  }

  /** An element may be adopted by another document, so its own document and window are used. */
  hostConnected(): void {
    this.#document = this.#host.ownerDocument;
    const { defaultView } = this.#document;
    for (const type of windowEvents) defaultView?.addEventListener(type, this.#returned);
    this.#document.addEventListener('visibilitychange', this.#returned);
  }

  hostDisconnected(): void {
    for (const type of windowEvents) this.#document?.defaultView?.removeEventListener(type, this.#returned);
    this.#document?.removeEventListener('visibilitychange', this.#returned);
    this.#endPause?.();
    this.#endPause = undefined;
  }

  readonly #returned = (event: Event): void => {
    // The first showing of a page is no return.
    if ('persisted' in event && event.persisted === false) return;
    if (this.#document?.visibilityState === 'hidden') return;
    this.#isDue = true;
    if (this.#endPause === undefined) this.#call();
  };

  #call(): void {
    this.#endPause = undefined;
    if (!this.#isDue) return;
    this.#isDue = false;
    this.#endPause = this.#clock.after(pause, () => this.#call());
    this.#onReturn();
  }
}

const windowEvents = ['focus', 'online', 'pageshow'] as const;

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Calls back when people return to an element that the page kept: from the back-forward cache, after a time outside of
 * the document (keep-alive of frameworks), and after a time hidden (a closed dialog, React's Activity). A move within
 * the document is no return.
 */
export class ReappearController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onReturn: () => void;
  #resizes: ResizeObserver | undefined;
  #isAway = false;
  #isHidden = false;

  constructor(host: ReactiveControllerHost & HTMLElement, onReturn: () => void) {
    this.#host = host;
    this.#onReturn = onReturn;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pageshow', this.#onPageShow);
    this.#observe();
    if (this.#isAway) this.#onReturn();
    this.#isAway = false;
  }

  hostDisconnected(): void {
    removeEventListener('pageshow', this.#onPageShow);
    this.#resizes?.disconnect();
    // A move reconnects the element within the same task.
    setTimeout(() => (this.#isAway = !this.#host.isConnected));
  }

  /** With the class of the element's own document: an observer of another one never comes to rest. */
  #observe(): void {
    const { defaultView } = this.#host.ownerDocument;
    if (typeof defaultView?.ResizeObserver !== 'function') return;
    this.#resizes = new defaultView.ResizeObserver(() => this.#checkVisibility());
    this.#resizes.observe(this.#host);
  }

  #checkVisibility(): void {
    const wasHidden = this.#isHidden;
    this.#isHidden = this.#host.getClientRects().length === 0;
    // A change of the size within the callback would be an error event of the page ("ResizeObserver loop").
    if (wasHidden && !this.#isHidden) setTimeout(() => this.#host.isConnected && this.#onReturn());
  }

  readonly #onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#onReturn();
  };
}

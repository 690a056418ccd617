/** A `fetch` that can hold requests, so that a test sees the page while they are open. */
export class HeldRequests {
  readonly #gates = new Map<string, Promise<void>>();

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    await this.#gates.get(request.method);
    return fetch(request);
  };

  /** Keeps requests of this method waiting, until the returned function is called. */
  hold(method: string): () => void {
    let open!: () => void;
    const gate = new Promise<void>((resolve) => (open = resolve));
    this.#gates.set(method, gate);
    return () => {
      this.#gates.delete(method);
      open();
    };
  }
}

import { managerEvents } from './passkey-manager-page.ts';
import { signinEvents } from './passkey-signin-page.ts';
import { replaceMember } from './prompts.ts';

const secretNames = [
  'access_token',
  'id_token',
  'refresh_token',
  'login_state',
  'password',
  'challenge',
  'clientDataJSON',
  'authenticatorData',
  'attestationObject',
  'signature',
  'userHandle',
].join('|');

/**
 * Records everything that a page could see or keep of the elements: details of events, attributes (in shadow roots too,
 * also short-lived ones), addresses, the console and storage. Also records the secrets in the traffic with the server.
 */
export class Recorder {
  readonly secrets = new Set<string>();
  readonly #seen: string[] = [];
  readonly #ending = new AbortController();
  readonly #undo: readonly (() => void)[];
  readonly #observer = new MutationObserver((changes) =>
    changes.forEach((change) => this.#noteChange(change)),
  );

  constructor() {
    const { signal } = this.#ending;
    const fetched = globalThis.fetch.bind(globalThis);
    for (const type of [...signinEvents, ...managerEvents]) {
      document.addEventListener(type, ({ detail }) => this.note(JSON.stringify(detail)), { signal });
    }
    this.watch(document);
    this.#undo = [
      replaceMember(globalThis, 'fetch', (...request: Parameters<typeof fetch>) =>
        this.#fetch(fetched, request),
      ),
      ...(['debug', 'info', 'log', 'warn', 'error'] as const).map((name) =>
        replaceMember(console, name, (...words: unknown[]) =>
          this.note(`console: ${words.map(String).join(' ')}`),
        ),
      ),
    ];
  }

  watch(root: Node): void {
    this.#observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeOldValue: true,
    });
  }

  note(text: string): void {
    this.#seen.push(text);
  }

  /** Everything recorded so far, and the current state. */
  get seen(): string {
    const stored = [localStorage, sessionStorage].map((storage) => JSON.stringify(storage));
    const addresses = performance.getEntriesByType('resource').map(({ name }) => name);
    return [
      ...this.#seen,
      ...stored,
      ...addresses,
      location.href,
      JSON.stringify(history.state),
      document.cookie,
    ].join('\n');
  }

  stop(): void {
    this.#ending.abort();
    this.#observer.disconnect();
    for (const undo of this.#undo) undo();
  }

  #noteChange({ target, attributeName, oldValue, addedNodes }: MutationRecord): void {
    if (attributeName)
      this.note(`${oldValue ?? ''} ${(target as Element).getAttribute(attributeName) ?? ''}`);
    for (const node of addedNodes) if (node instanceof Element) this.note(node.outerHTML);
  }

  async #fetch(fetched: typeof fetch, [input, init]: Parameters<typeof fetch>): Promise<Response> {
    const request = new Request(input, init);
    this.#learn(await request.clone().text());
    const reply = await fetched(request);
    this.#learn(await reply.clone().text());
    return reply;
  }

  #learn(body: string): void {
    for (const [, secret] of body.matchAll(new RegExp(`"(?:${secretNames})":"([^"]{6,})"`, 'g'))) {
      if (secret !== undefined) this.secrets.add(secret);
    }
  }
}

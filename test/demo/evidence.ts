import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';

/** Three base64url parts, of which the first two are JSON objects: a JWT, as all tokens here are. */
const token = /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+/;

/** The browser writes every refusal to the console: to refuse is part of a server’s work, and 503 is what we rehearse. */
const isRefusal = /the server responded with a status of (4\d\d|503)/;

/** What a browser recorded during a visit: places where secrets could leak, and violations of the policy. */
export class Evidence {
  readonly #seen: string[] = [];
  readonly #wrong: string[] = [];
  readonly #requests: string[] = [];

  static async of(page: Page): Promise<Evidence> {
    const evidence = new Evidence();
    page.on('console', (message) => evidence.#heard(message.type(), message.text()));
    page.on('pageerror', (error) => evidence.#wrong.push(String(error)));
    page.on('request', (request) => evidence.#asked(request.url()));
    await page.exposeFunction('testify', (is: 'seen' | 'wrong', text: string) => {
      (is === 'seen' ? evidence.#seen : evidence.#wrong).push(text);
    });
    await page.evaluateOnNewDocument(watch);
    return evidence;
  }

  /** No error, no violation of the policy, and no token where others could read it. */
  assertClean(): void {
    assert.deepEqual(this.#wrong, []);
    assert.deepEqual(
      this.#seen.filter((text) => token.test(text)),
      [],
    );
  }

  /** Whether something with that in its URL was asked for. */
  requested(part: string): boolean {
    return this.#requests.some((url) => url.includes(part));
  }

  /** Requests to other origins. */
  requestsBeside(site: string): readonly string[] {
    return this.#requests.filter((url) => new URL(url).origin !== site);
  }

  /** What went wrong since the last call: for a test that provokes it. */
  takeWrong(): readonly string[] {
    return this.#wrong.splice(0);
  }

  #asked(url: string): void {
    this.#seen.push(url);
    this.#requests.push(url);
  }

  #heard(type: string, text: string): void {
    this.#seen.push(text);
    if (isRefusal.test(text)) return;
    if (type === 'error' || type === 'warn') this.#wrong.push(`console: ${text}`);
  }
}

/** Runs in the page: reports violations, the elements' events, and the storage at the end of the page. */
function watch(): void {
  const { testify } = window as unknown as { testify: (is: 'seen' | 'wrong', text: string) => void };
  const events = [
    'passkey-signed-in',
    'passkey-added',
    'passkey-renamed',
    'passkey-removed',
    'passkey-list-changed',
  ];
  document.addEventListener('securitypolicyviolation', (violation) => {
    testify('wrong', `${violation.violatedDirective} forbids ${violation.blockedURI} ${violation.sample}`);
  });
  const report = (reports: readonly Report[]) =>
    reports.forEach(({ type, url }) => testify('wrong', `${type} reported of ${url}`));
  new ReportingObserver(report, { types: ['csp-violation'], buffered: true }).observe();
  for (const name of events) {
    document.addEventListener(name, (event) =>
      testify('seen', JSON.stringify((event as CustomEvent).detail)),
    );
  }
  addEventListener('pagehide', () => {
    testify('seen', JSON.stringify([localStorage, sessionStorage, document.cookie, location.href]));
  });
}

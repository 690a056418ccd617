import { setTimeout as wait } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import type { Browser, Page } from 'puppeteer-core';
import { brotliCompressSync } from 'node:zlib';
import { isServerPath } from '../../mock-server/app.ts';
import { mockListener, requestPath } from '../../mock-server/hosts/listener.ts';
import type { CredentialCreation } from '../../src/api/contract.ts';
import { Device } from '../support/device.ts';
import { openChromium } from '../support/open-chromium.ts';
import { openSite, type Site } from '../support/site.ts';
import type { BuiltPage } from './builds.ts';
import type { PageName } from './limits.ts';

/** Everything that one page fetched, with an empty cache, until it was ready. */
export interface Visit {
  /** 1000 bytes of scripts, compressed with Brotli. */
  readonly kilobytes: number;
  /** Paths of the scripts. */
  readonly files: readonly string[];
  /** The longest chain of requests of which each began after the one before had its answer. */
  readonly requestsInARow: number;
}

interface Request {
  readonly path: string;
  readonly begin: number;
  end: number;
  /** Compressed bytes; 0 for everything that is no script. */
  bytes: number;
}

/** A round trip: milliseconds. Long enough that what waits for an answer is told apart from what does not. */
const latency = 60;

/** A page is ready when this call of the API has its answer; the account page, when its row is drawn. */
const lastCall: Readonly<Record<PageName, RegExp>> = {
  'sign-in': /\/usernameless-webauthn\/(?:begin|options)$/,
  headless: /\/usernameless-webauthn\/(?:begin|options)$/,
  account: /\/self\/me$/,
  system: /\/users\/by_key$/,
};

/** Makes first visits, one at a time, in a real Chromium. */
export class FirstVisits {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async open(): Promise<FirstVisits> {
    return new FirstVisits(await openChromium());
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  async measure(name: PageName, built: BuiltPage): Promise<Visit> {
    const requests: Request[] = [];
    const site = await openVisitedSite(name, built, requests);
    const context = await this.#browser.createBrowserContext();
    try {
      const page = await context.newPage();
      await page.goto(site.url);
      await waitUntilReady(page, name, requests);
      return toVisit(requests, lastCall[name]);
    } finally {
      await context.close();
      await site.close();
    }
  }
}

/** One origin: the page, its scripts (compressed) and the mock server; each answer is a round trip late. */
async function openVisitedSite(
  name: PageName,
  { script: entryScript, files }: BuiltPage,
  requests: Request[],
): Promise<Site> {
  const mock = mockListener({});
  const scripts = new Map([...files].map(([path, code]) => [path, brotliCompressSync(code)]));
  let token = '';
  const site = await openSite(async (request, response) => {
    const path = requestPath(request);
    if (path === '/favicon.ico') return void response.writeHead(404).end();
    const entry: Request = { path, begin: performance.now(), end: NaN, bytes: 0 };
    requests.push(entry);
    response.once('finish', () => (entry.end = performance.now()));
    await wait(latency);
    const script = scripts.get(path);
    if (script) entry.bytes = sendCompressed(response, script);
    else if (isServerPath(path)) await mock(request, response);
    else response.setHeader('Content-Type', 'text/html').end(markup(name, entryScript, site.url, token));
  });
  token = await prepare(name, site.url);
  // Nobody has visited the page yet.
  requests.length = 0;
  return site;
}

function sendCompressed(response: ServerResponse, compressed: Uint8Array): number {
  response.setHeader('Content-Type', 'text/javascript').setHeader('Content-Encoding', 'br').end(compressed);
  return compressed.byteLength;
}

function markup(name: PageName, script: string, origin: string, token: string): string {
  const issuer = `${origin}/acme/shop`;
  const elements: Readonly<Record<PageName, string>> = {
    'sign-in': `<passkey-signin issuer="${issuer}" pool-id="customers"></passkey-signin>`,
    account: `<passkey-manager issuer="${issuer}"></passkey-manager>
<script type="module">document.querySelector('passkey-manager').accessToken = () => '${token}';</script>`,
    headless: '',
    system: '',
  };
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="token" content="${token}"><title>${name}</title>
<script type="module" src="${script}"></script>
${elements[name]}
</html>`;
}

/** A token for the page, and for the account page a passkey to list. */
async function prepare(name: PageName, origin: string): Promise<string> {
  if (name === 'sign-in' || name === 'headless') return '';
  const order =
    name === 'system'
      ? { workspace: 'system', client: 'backoffice', scope: 'identity' }
      : { workspace: 'shop', user: 'ada@example.com', scope: 'view_ss_profile manage_ss_profile' };
  const { access_token: token } = await post<{ access_token: string }>(`${origin}/_mock/tokens`, order);
  if (name === 'account') await addPasskey(origin, token);
  return token;
}

async function addPasskey(origin: string, token: string): Promise<void> {
  const create = `${origin}/acme/shop/identity/v2/self/usernameless-webauthn/create`;
  const { publicKey } = await post<CredentialCreation>(`${create}/begin`, undefined, token);
  await post(`${create}/complete`, new Device(origin).create(publicKey), token);
}

async function post<T>(url: string, body?: object, token?: string): Promise<T> {
  const headers: Record<string, string> = {
    ...(body && { 'Content-Type': 'application/json' }),
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  };
  const reply = await fetch(url, { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }) });
  if (!reply.ok) throw new Error(`${url} answered ${String(reply.status)}: ${await reply.text()}`);
  return (await reply.json()) as T;
}

/** What a person sees of a page that is ready: a button to press, or a row of the list. */
const sign: Partial<Readonly<Record<PageName, readonly [element: string, part: string]>>> = {
  'sign-in': ['passkey-signin', 'button:not([disabled])'],
  account: ['passkey-manager', '[part~="row"]'],
};

async function waitUntilReady(page: Page, name: PageName, requests: readonly Request[]): Promise<void> {
  const seen = sign[name];
  if (seen) {
    await page.waitForFunction(
      (element, part) => document.querySelector(element)?.shadowRoot?.querySelector(part) != null,
      {},
      ...seen,
    );
  }
  const deadline = performance.now() + 20_000;
  while (!isAnswered(requests, lastCall[name])) {
    if (performance.now() > deadline) throw new Error(`${name} was not ready in 20 seconds.`);
    await wait(latency / 4);
  }
}

function isAnswered(requests: readonly Request[], call: RegExp): boolean {
  return requests.some(({ path, end }) => call.test(path) && !Number.isNaN(end));
}

function toVisit(all: readonly Request[], call: RegExp): Visit {
  const last = all.find(({ path }) => call.test(path));
  const counted = all.filter(({ begin }) => last === undefined || begin <= last.end);
  const scripts = counted.filter(({ bytes }) => bytes > 0);
  return {
    kilobytes: scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000,
    files: scripts.map(({ path }) => path),
    requestsInARow: Math.max(...counted.map((request) => depth(request, counted))),
  };
}

function depth(request: Request, all: readonly Request[]): number {
  const before = all.filter(({ end }) => end <= request.begin);
  return 1 + Math.max(0, ...before.map((one) => depth(one, all)));
}

import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { openChromium } from '../support/open-chromium.ts';
import type { BuiltPage } from './builds.ts';
import type { PageName } from './limits.ts';
import { openVisitedSite, type Request } from './visited-site.ts';

/** Everything that one page fetched, with an empty cache, until it was ready. */
export interface Visit {
  /** 1000 bytes of scripts, compressed with Brotli. */
  readonly kilobytes: number;
  /** Paths of the scripts. */
  readonly files: readonly string[];
  /** The longest chain of requests of which each began after the one before had its answer. */
  readonly requestsInARow: number;
}

/** A round trip in milliseconds: long enough to separate requests in a row from requests side by side. */
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
    const site = await openVisitedSite(name, built, { latency, requests });
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

/** Signs of a page that is ready: a button to press, or a row of the list. */
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

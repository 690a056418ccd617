import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { openChromium } from '../support/open-chromium.ts';
import { buildPage, type BuiltPage } from './builds.ts';
import type { PageName, VisitLimit } from './limits.ts';
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

/** Visits at the same time: most of a visit is waiting. */
const lanes = 3;

/** Visits pages in one real Chromium, each with an empty cache. */
export async function visitAll(pages: readonly VisitLimit[]): Promise<readonly Visit[]> {
  const browser = await openChromium();
  const visits: Visit[] = [];
  const queue = [...pages.entries()];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, page] = next;
      visits[index] = await visit(browser, page.page, await buildPage(page));
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, work));
    return visits;
  } finally {
    await browser.close();
  }
}

async function visit(browser: Browser, name: PageName, built: BuiltPage): Promise<Visit> {
  const requests: Request[] = [];
  const site = await openVisitedSite(name, built, { latency, requests });
  const context = await browser.createBrowserContext();
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
  const deadline = performance.now() + 60_000;
  while (!isAnswered(requests, lastCall[name])) {
    if (performance.now() > deadline) throw new Error(`${name} was not ready in 60 seconds.`);
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

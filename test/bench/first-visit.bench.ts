import type { Browser, Page } from 'puppeteer-core';
import type {} from './pages/watch-visit.ts';
import { openChromium } from '../support/open-chromium.ts';
import { pageScript, pageScripts } from '../support/page-scripts.ts';
import { buildPage, scriptTag, type BuiltPage } from '../size/builds.ts';
import { openVisitedSite } from '../size/visited-site.ts';
import { median, repeat, type Bench, type Row } from './bench.ts';

const latency = 100;
const times = 5;

interface Visitor {
  readonly browser: Browser;
  /** Code that runs in each page before its own scripts. */
  readonly watch: string;
}

/** Milliseconds from the page's start. */
interface Visit {
  readonly usable: number;
  /** The options for a prompt are there. */
  readonly promptable: number;
  readonly longTasks: number;
}

export const bench: Bench = {
  title: `A first visit to a Smart sign-in page, cold, ${latency} ms a round trip, beside a bare page (fetch and SimpleWebAuthn, one script)`,
  async measure() {
    const browser = await openChromium();
    const visitor = { browser, watch: await pageScript('test/bench/pages/watch-visit.ts') };
    const ours = await buildPage({ by: 'script tag', entry: 'dist/cdn/passkey-signin.js' });
    const bare = await buildBare();
    try {
      const rows: Row[] = [];
      for (const slowdown of [1, 4]) {
        // Side by side, visit by visit: the machine's noise meets both.
        const pairs = await repeat(times, async () => ({
          ours: await visit(visitor, ours, slowdown),
          bare: await visit(visitor, bare, slowdown),
        }));
        rows.push(...toRows(pairs, slowdown));
      }
      return rows;
    } finally {
      await browser.close();
    }
  },
};

function toRows(pairs: readonly { ours: Visit; bare: Visit }[], slowdown: number): readonly Row[] {
  const ours = (key: keyof Visit): number => median(pairs.map((pair) => pair.ours[key]));
  const bare = (key: keyof Visit): number => median(pairs.map((pair) => pair.bare[key]));
  const at = `processor ${String(slowdown)} times slower`;
  return [
    {
      what: `page start to usable button, ${at}`,
      unit: 'ms',
      ours: ours('usable'),
      plain: bare('usable'),
      aim: '≤ 1.3 × plain',
    },
    {
      what: `page start until a click can prompt, ${at}`,
      unit: 'ms',
      ours: ours('promptable'),
      plain: bare('usable') + latency,
      aim: '≤ plain + 40',
    },
    {
      what: `time in tasks over 50 ms, ${at}`,
      unit: 'ms',
      ours: ours('longTasks'),
      plain: bare('longTasks'),
      aim: '0',
    },
  ];
}

async function buildBare(): Promise<BuiltPage> {
  const files = await pageScripts('test/bench/pages/bare.ts', { minify: true });
  const [script = ''] = files.keys();
  return { head: scriptTag(script), files };
}

async function visit({ browser, watch }: Visitor, built: BuiltPage, slowdown: number): Promise<Visit> {
  const site = await openVisitedSite('sign-in', built, { latency });
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.emulateCPUThrottling(slowdown);
    await page.evaluateOnNewDocument(watch);
    await page.goto(site.url);
    return await readVisit(page, built.head.includes('bare'));
  } finally {
    await context.close();
    await site.close();
  }
}

/** @param isBare its begin waits for the click */
async function readVisit(page: Page, isBare: boolean): Promise<Visit> {
  await page.waitForFunction(() => window.usableAt !== undefined);
  if (!isBare) await page.waitForFunction(() => window.begunAt() !== undefined);
  return {
    usable: (await page.evaluate(() => window.usableAt)) ?? NaN,
    promptable: (await page.evaluate(() => window.begunAt())) ?? NaN,
    longTasks: await page.evaluate(() => window.longTasks),
  };
}

import type { Page } from 'puppeteer-core';
import { median, repeat, type Bench, type Row } from './bench.ts';
import type { Load } from './pages/load.ts';
import { Stage } from './stage.ts';

const latency = 100;
const slowdown = 4;
const times = 7;
/** Milliseconds that a finger stays on a button. */
const press = 80;

interface Visit extends Omit<Load, 'scriptAt'> {
  /** From the last byte of the script. */
  readonly usable: number;
  readonly clickToPrompt: number;
  /** From when the page heard of the click. */
  readonly heardToPrompt: number;
  readonly requestsBeforePrompt: number;
}

export const bench: Bench = {
  title: `<passkey-signin> with ${latency} ms latency and a processor ${slowdown} times slower, beside a plain button`,
  async measure() {
    const stage = await Stage.open({ pages: ['plain', 'signin-element'], latency, slowdown });
    try {
      const plain = await visits(stage, 'plain', 'button');
      return rows(await visits(stage, 'signin-element', 'passkey-signin >>> button'), plain);
    } finally {
      await stage.close();
    }
  },
};

function rows(ours: readonly Visit[], plain: readonly Visit[]): readonly Row[] {
  const line = (key: keyof Visit, what: string, unit: string, aim: string): Row => ({
    what,
    unit,
    aim,
    ours: median(ours.map((visit) => visit[key])),
    plain: median(plain.map((visit) => visit[key])),
  });
  return [
    line('usable', 'script loaded to usable button', 'ms', '≤ 300'),
    line('clickToPrompt', 'click to prompt', 'ms', '≤ 10'),
    line('heardToPrompt', 'of which in the page', 'ms', ''),
    line('requestsBeforePrompt', 'API requests before the prompt', '', '≤ 1'),
    line('layoutShift', 'layout shift', '', '0'),
    line('longTasks', 'time in long tasks', 'ms', ''),
  ];
}

async function visits(stage: Stage, name: string, button: string): Promise<readonly Visit[]> {
  const page = await stage.openPage();
  const url = `${stage.url}/${name}.html`;
  await page.goto(url);
  await page.waitForSelector(button);
  await page.evaluate(() => window.enroll());
  return repeat(times, () => visit(page, button));
}

async function visit(page: Page, button: string): Promise<Visit> {
  await page.reload({ waitUntil: 'networkidle0' });
  const { scriptAt, ...load } = await page.evaluate(() => window.readLoad());
  await page.click(button, { delay: press });
  await page.waitForFunction(() => window.marks.promptedAt !== undefined);
  const marks = await page.evaluate(() => window.marks);
  const { usableAt = NaN, clickedAt = NaN, heardAt = NaN, promptedAt = NaN } = marks;
  const requestsBeforePrompt = await page.evaluate(() =>
    window.requestsBefore(window.marks.promptedAt ?? NaN),
  );
  await page.evaluate(() => window.signedIn);
  return {
    ...load,
    usable: usableAt - scriptAt,
    clickToPrompt: promptedAt - clickedAt,
    heardToPrompt: promptedAt - heardAt,
    requestsBeforePrompt,
  };
}

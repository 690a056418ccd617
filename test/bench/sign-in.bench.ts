import type { Page } from 'puppeteer-core';
import { median, repeat, type Bench } from './bench.ts';
import { Stage } from './stage.ts';

const latency = 100;
const times = 9;

interface SignIn {
  readonly clickToPrompt: number;
  readonly requests: number;
}

export const bench: Bench = {
  title: `Sign-in with ${latency} ms latency, beside fetch + startAuthentication`,
  async measure() {
    const stage = await Stage.open({ pages: ['plain', 'sdk-classic', 'sdk-smart'], latency });
    try {
      const plain = await signIns(stage, 'plain');
      const smart = await signIns(stage, 'sdk-smart');
      const classic = await signIns(stage, 'sdk-classic');
      const prompt = (runs: readonly SignIn[]) => median(runs.map((run) => run.clickToPrompt));
      const requests = (runs: readonly SignIn[]) => Math.max(...runs.map((run) => run.requests));
      return [
        {
          what: 'click to prompt, Smart',
          unit: 'ms',
          ours: prompt(smart),
          plain: prompt(plain),
          aim: '≤ 10',
        },
        { what: 'click to prompt, Classic', unit: 'ms', ours: prompt(classic), aim: '≤ 10' },
        {
          what: 'requests, Smart (most)',
          unit: '',
          ours: requests(smart),
          plain: requests(plain),
          aim: '≤ 2',
        },
        { what: 'requests, Classic (most)', unit: '', ours: requests(classic), aim: '≤ 3' },
      ];
    } finally {
      await stage.close();
    }
  },
};

async function signIns(stage: Stage, name: string): Promise<readonly SignIn[]> {
  const page = await stage.openPage();
  await page.goto(`${stage.url}/${name}.html`);
  await page.waitForSelector('button');
  await page.evaluate(() => window.enroll());
  return repeat(times, () => signIn(stage, page));
}

async function signIn(stage: Stage, page: Page): Promise<SignIn> {
  const before = stage.requests.length;
  await page.reload({ waitUntil: 'networkidle0' });
  await page.click('button');
  await page.evaluate(() => window.signedIn);
  const { clickedAt = NaN, promptedAt = NaN } = await page.evaluate(() => window.marks);
  return { clickToPrompt: promptedAt - clickedAt, requests: stage.requests.length - before };
}

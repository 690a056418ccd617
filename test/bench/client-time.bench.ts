import { median, type Bench } from './bench.ts';
import type { Way } from './pages/client-time.ts';
import { Stage } from './stage.ts';

const rounds = 15;
const signIns = 40;

export const bench: Bench = {
  title: 'A sign-in without network and authenticator, beside fetch + startAuthentication',
  async measure() {
    const stage = await Stage.open({ pages: ['client-time'] });
    try {
      const page = await stage.openPage();
      await page.goto(`${stage.url}/client-time.html`, { waitUntil: 'networkidle0' });
      const times: Readonly<Record<Way, number[]>> = { plain: [], ours: [], ky: [] };
      // Turn by turn, so that none has the engine when it is warm or the machine when it is quiet.
      for (let round = 0; round < rounds; round += 1) {
        for (const way of ['plain', 'ours', 'ky'] as const) {
          times[way].push(
            await page.evaluate((which, count) => window.timeSignIns(which, count), way, signIns),
          );
        }
      }
      const plain = median(times.plain);
      return [
        { what: 'client time of a sign-in', unit: 'ms', ours: median(times.ours), plain },
        { what: 'ours ÷ plain', unit: '', ours: median(times.ours) / plain, aim: '≤ 1.5' },
        { what: 'ky in the place of fetch ÷ plain', unit: '', ours: median(times.ky) / plain },
      ];
    } finally {
      await stage.close();
    }
  },
};

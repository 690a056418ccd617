import { median, type Bench } from './bench.ts';
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
      const time = (way: 'ours' | 'plain') =>
        page.evaluate((which, times) => window.timeSignIns(which, times), way, signIns);
      const ours: number[] = [];
      const plain: number[] = [];
      // Turn by turn, so that neither has the engine when it is warm or the machine when it is quiet.
      for (let round = 0; round < rounds; round += 1) {
        plain.push(await time('plain'));
        ours.push(await time('ours'));
      }
      const [our, other] = [median(ours), median(plain)];
      return [
        { what: 'client time of a sign-in', unit: 'ms', ours: our, plain: other },
        { what: 'ours ÷ plain', unit: '', ours: our / other, aim: '≤ 1.5' },
      ];
    } finally {
      await stage.close();
    }
  },
};

import { median, repeat, type Bench } from './bench.ts';
import { Stage } from './stage.ts';

const times = 7;

export const bench: Bench = {
  title: '<passkey-manager> with 100 passkeys',
  async measure() {
    const stage = await Stage.open({ pages: ['manager-element'] });
    try {
      const page = await stage.openPage();
      const visits = await repeat(times, async () => {
        await page.goto(`${stage.url}/manager-element.html`);
        return {
          rendered: await page.evaluate(() => window.rendered),
          touched: await page.evaluate(() => window.rename()),
        };
      });
      return [
        {
          what: 'script to render',
          unit: 'ms',
          ours: median(visits.map((visit) => visit.rendered)),
          aim: '≤ 16',
        },
        {
          what: 'rows that a rename touches',
          unit: '',
          ours: median(visits.map((visit) => visit.touched)),
          aim: '1',
        },
      ];
    } finally {
      await stage.close();
    }
  },
};

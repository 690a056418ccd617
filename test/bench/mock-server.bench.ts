import { Device } from '../support/device.ts';
import { median, repeat, type Bench, type Row } from './bench.ts';
import { ExpressSite, MockSite, type Ending, type Site } from './ceremony-sites.ts';
import { ServerProcess } from './server-process.ts';

const people = 200;
/** Before the clock runs: the first calls of a server are those of an engine that has not seen its code yet. */
const warmUp = 100;
const passkeys = 10_000;
const starts = 5;

export const bench: Bench = {
  title: `The mock server, built and in memory, beside Express + @simplewebauthn/server`,
  async measure() {
    const startUps = await repeat(starts, async () => {
      const server = await startMock();
      await server.stop();
      return server.startUp;
    });
    const mock = await startMock();
    const express = await ServerProcess.start('test/bench/express-example.ts');
    const sites: Sites = { ours: new MockSite(mock.url), plain: new ExpressSite(express.url) };
    try {
      const rows = [...(await ceremonies(sites, 'passkey')), ...(await ceremonies(sites, 'tokens'))];
      return [...rows, startUpRow(startUps), await memoryRow(mock, sites.ours)];
    } finally {
      await Promise.all([mock.stop(), express.stop()]);
    }
  },
};

interface Sites {
  readonly ours: Site;
  readonly plain: Site;
}

const startMock = () => ServerProcess.start('mock-server/node.ts', ['--port', '0', '--memory']);

async function ceremonies({ ours, plain }: Sites, ending: Ending): Promise<readonly Row[]> {
  const times = { ours: new Times(), plain: new Times() };
  // Turn by turn, and the turns turned too, so that neither has the machine when it is warm or quiet.
  const turns = [() => times.ours.add(ours, ending), () => times.plain.add(plain, ending)];
  for (let person = 0; person < warmUp + people; person += 1) {
    for (const turn of turns.reverse()) await turn();
  }
  const line = (what: string, key: 'enrolments' | 'signIns'): Row => ({
    what: ending === 'tokens' ? `${what}, with tokens` : what,
    unit: '1/s',
    ours: 1000 / median(times.ours[key].slice(warmUp)),
    plain: 1000 / median(times.plain[key].slice(warmUp)),
    aim: 'no slower',
  });
  return [line('enrolments', 'enrolments'), line('sign-ins', 'signIns')];
}

/** Milliseconds that a server took for begin and complete. */
class Times {
  readonly enrolments: number[] = [];
  readonly signIns: number[] = [];

  async add(site: Site, ending: Ending): Promise<void> {
    const device = new Device(site.url);
    const identifier = `${ending}-${this.enrolments.length}@example.com`;
    this.enrolments.push(await site.signUp(device, identifier, ending));
    this.signIns.push(await site.signIn(device, ending));
  }
}

function startUpRow(times: readonly number[]): Row {
  return { what: 'start-up', unit: 'ms', ours: median(times), aim: '< 400' };
}

async function memoryRow(mock: ServerProcess, site: Site): Promise<Row> {
  for (let person = 2 * (warmUp + people); person < passkeys; person += 1) {
    await site.signUp(new Device(site.url), `person-${person}@example.com`, 'tokens');
  }
  return { what: `memory with ${passkeys} passkeys`, unit: 'MB', ours: mock.memory(), aim: '< 150' };
}

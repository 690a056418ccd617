import { Device } from '../support/device.ts';
import { median, repeat, type Bench, type Row } from './bench.ts';
import { ExpressSite, MockSite, type Ending, type Site } from './ceremony-sites.ts';
import { Program, ServerProcess } from './server-process.ts';

const people = 200;
/** Before the clock runs: the first calls of a server are those of an engine that has not seen its code yet. */
const warmUp = 100;
const passkeys = 10_000;
const repeats = 5;

export const bench: Bench = {
  title: `The mock server, built and in memory, beside Express + @simplewebauthn/server`,
  async measure() {
    const programs = {
      ours: await Program.build('mock-server/hosts/node.ts'),
      plain: await Program.build('test/bench/express-example.ts'),
    };
    try {
      const startUp = await startUpRow(programs);
      return [...(await rowsOfRunning(programs)), startUp];
    } finally {
      await Promise.all(Object.values(programs).map((program) => program.remove()));
    }
  },
};

interface Programs {
  readonly ours: Program;
  readonly plain: Program;
}

interface Sites {
  readonly ours: Site;
  readonly plain: Site;
}

const startMock = (program: Program) => ServerProcess.start(program, ['--port', '0', '--memory']);

async function rowsOfRunning(programs: Programs): Promise<readonly Row[]> {
  const mock = await startMock(programs.ours);
  const express = await ServerProcess.start(programs.plain);
  const sites: Sites = { ours: new MockSite(mock.url), plain: new ExpressSite(express.url) };
  try {
    const rows = [...(await ceremonies(sites, 'passkey')), ...(await ceremonies(sites, 'tokens'))];
    return [...rows, await memoryRow(mock, sites.ours)];
  } finally {
    await Promise.all([mock.stop(), express.stop()]);
  }
}

async function ceremonies({ ours, plain }: Sites, ending: Ending): Promise<readonly Row[]> {
  const taken = { ours: new Times(), plain: new Times() };
  // Turn by turn, and the turns turned too, so that neither has the machine when it is warm or quiet.
  const turns = [() => taken.ours.add(ours, ending), () => taken.plain.add(plain, ending)];
  for (let person = 0; person < warmUp + people; person += 1) {
    for (const turn of turns.reverse()) await turn();
  }
  const line = (what: string, key: 'enrolments' | 'signIns'): Row => ({
    what: ending === 'tokens' ? `${what}, with tokens` : what,
    unit: '1/s',
    ours: 1000 / median(taken.ours[key].slice(warmUp)),
    plain: 1000 / median(taken.plain[key].slice(warmUp)),
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

async function startUpRow({ ours, plain }: Programs): Promise<Row> {
  const starts = await repeat(repeats, async () => [
    await startUpOf(await startMock(ours)),
    await startUpOf(await ServerProcess.start(plain)),
  ]);
  const [mock = NaN, express = NaN] = [0, 1].map((at) => median(starts.map((pair) => pair[at] ?? NaN)));
  return { what: 'start-up', unit: 'ms', ours: mock, plain: express, aim: '< 400' };
}

async function startUpOf(server: ServerProcess): Promise<number> {
  await server.stop();
  return server.startUp;
}

async function memoryRow(mock: ServerProcess, site: Site): Promise<Row> {
  for (let person = 2 * (warmUp + people); person < passkeys; person += 1) {
    await site.signUp(new Device(site.url), `person-${person}@example.com`, 'tokens');
  }
  return { what: `memory with ${passkeys} passkeys`, unit: 'MB', ours: mock.memory(), aim: '< 150' };
}

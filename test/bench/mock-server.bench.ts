import { Device } from '../support/device.ts';
import { median, repeat, type Bench, type Row } from './bench.ts';
import { ServerProcess } from './server-process.ts';

const people = 200;
const passkeys = 10_000;
const starts = 5;

/** Sign-up and sign-in of one person; both servers have the same calls. */
interface Calls {
  readonly base: string;
  readonly origin: string;
}

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
    try {
      const rows = await ceremonies(callsOf(mock), { base: express.url, origin: express.url });
      return [...rows, startUpRow(startUps), await memoryRow(mock)];
    } finally {
      await Promise.all([mock.stop(), express.stop()]);
    }
  },
};

const startMock = () => ServerProcess.start('mock-server/node.ts', ['--port', '0', '--memory']);
const callsOf = ({ url }: ServerProcess): Calls => ({ base: `${url}/acme/identity/customers`, origin: url });

async function ceremonies(ours: Calls, plain: Calls): Promise<readonly Row[]> {
  // Turn by turn, so that neither has the machine when it is warm or quiet.
  const times = {
    ours: { up: [] as number[], in: [] as number[] },
    plain: { up: [] as number[], in: [] as number[] },
  };
  for (let person = 0; person < people; person += 1) {
    for (const [key, calls] of [
      ['ours', ours],
      ['plain', plain],
    ] as const) {
      const device = new Device(calls.origin);
      times[key].up.push(await signUp(calls, device, `person-${person}@example.com`));
      times[key].in.push(await signIn(calls, device));
    }
  }
  const line = (what: string, key: 'up' | 'in'): Row => ({
    what,
    unit: '1/s',
    ours: 1000 / median(times.ours[key]),
    plain: 1000 / median(times.plain[key]),
    aim: 'no slower',
  });
  return [line('enrolments', 'up'), line('sign-ins', 'in')];
}

function startUpRow(times: readonly number[]): Row {
  return { what: 'start-up', unit: 'ms', ours: median(times), aim: '< 400' };
}

async function memoryRow(mock: ServerProcess): Promise<Row> {
  const calls = callsOf(mock);
  for (let person = people; person < passkeys; person += 1) {
    await signUp(calls, new Device(calls.origin), `person-${person}@example.com`);
  }
  return { what: `memory with ${passkeys} passkeys`, unit: 'MB', ours: mock.memory(), aim: '< 150' };
}

/** Milliseconds that the server took for begin and complete. */
async function signUp({ base }: Calls, device: Device, identifier: string): Promise<number> {
  const family = `${base}/register/usernameless-webauthn`;
  const begin = await post(`${family}/begin`, { identifier, workspace_id: 'shop' });
  const complete = await post(`${family}/complete`, device.create(begin.body['publicKey']));
  return begin.milliseconds + complete.milliseconds;
}

async function signIn({ base }: Calls, device: Device): Promise<number> {
  const family = `${base}/login/usernameless-webauthn`;
  const begin = await post(`${family}/begin`, { workspace_id: 'shop' });
  const complete = await post(`${family}/complete`, device.get(begin.body['publicKey']));
  return begin.milliseconds + complete.milliseconds;
}

async function post(
  url: string,
  body: unknown,
): Promise<{ body: Record<string, unknown>; milliseconds: number }> {
  const headers = { 'Content-Type': 'application/json' };
  const started = performance.now();
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await reply.text();
  const milliseconds = performance.now() - started;
  if (!reply.ok) throw new Error(`${url} answered ${reply.status}: ${text}`);
  return { body: JSON.parse(text) as Record<string, unknown>, milliseconds };
}

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { State } from '../../mock-server/store/state.ts';
import type { CredentialCreation } from '../../src/api/contract.ts';
import { Device } from '../support/device.ts';

const script = fileURLToPath(new URL('../../mock-server/hosts/node.ts', import.meta.url));
const register = '/acme/identity/customers/register/usernameless-webauthn';

/** How many people enrol at the same time, so that writes are under way when the end comes. */
const atOnce = 8;
const wanted = 1000;

async function start(file: string): Promise<{ readonly server: ChildProcess; readonly url: string }> {
  const loader = import.meta.resolve('tsx');
  const server = spawn(process.execPath, ['--import', loader, script, '--port', '0', '--data', file]);
  assert.ok(server.stdout);
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  return { server, url: /http:\S+/.exec(line)?.[0] ?? '' };
}

async function post<T>(url: string, body: unknown): Promise<T> {
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  assert.equal(reply.status, 200);
  return (await reply.json()) as T;
}

/** Signs a person up, and returns the credential ID that the server promised to keep. */
async function enrol(url: string, number: number): Promise<string> {
  const begin = { identifier: `person-${number}@example.com`, workspace_id: 'shop' };
  const { publicKey } = await post<CredentialCreation>(`${url}${register}/begin`, begin);
  const made = new Device(url).create(publicKey);
  await post(`${url}${register}/complete`, made);
  return made.id;
}

/** Kills the server without warning when so many were answered; gives all that were. */
async function enrolUntilKilled(server: ChildProcess, url: string, most: number): Promise<readonly string[]> {
  const answered: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < wanted) {
      answered.push(await enrol(url, next++));
      if (answered.length === most) server.kill('SIGKILL');
    }
  };
  await Promise.allSettled(Array.from({ length: atOnce }, work));
  return answered;
}

test('kill -9 in the middle of 1,000 enrolments leaves a file with every one that was answered', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'connect-passkeys-'));
  const file = join(folder, 'mock.json');
  const { server, url } = await start(file);
  const exit = once(server, 'exit');
  const answered = await enrolUntilKilled(server, url, wanted / 2);
  await exit;
  assert.ok(answered.length >= wanted / 2 && answered.length < wanted);
  const { passkeys } = JSON.parse(await readFile(file, 'utf8')) as State;
  assert.deepEqual(
    answered.filter((id) => !(id in passkeys)),
    [],
  );
  await rm(folder, { recursive: true });
});

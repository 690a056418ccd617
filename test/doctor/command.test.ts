import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { runCommand, type Terminal } from '../../src/doctor/run-command.ts';
import type { Report } from '../../src/doctor.ts';
import { fakeEnvironment } from '../support/fake-environment.ts';
import { planted } from './deviations.ts';
import { issuer, Tenant } from './tenant.ts';

const folder = mkdtempSync(join(tmpdir(), 'doctor-'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** A terminal that keeps all that it is given to print. */
function terminal(more: Partial<Terminal> = {}, tenant = new Tenant()) {
  const out: string[] = [];
  const err: string[] = [];
  return {
    terminal: {
      environment: {},
      readInput: () => Promise.resolve(''),
      write: (text: string) => void out.push(text),
      warn: (text: string) => void err.push(text),
      fetch: tenant.fetch,
      ...more,
    } satisfies Terminal,
    out: () => out.join(''),
    err: () => err.join(''),
    tenant,
  };
}

/** A mock server in the time of this machine, as the command has no other. */
const today = () => new Tenant(undefined, { world: fakeEnvironment(Date.now()) });

test('the command prints a report, shows progress beside it, and exits with 0', async () => {
  const seen = terminal();
  assert.equal(await runCommand(['doctor', issuer, '--pool', 'customers'], seen.terminal), 0);
  assert.match(seen.out(), /\n\d+ hold, 0 differ, \d+ cannot be told\. Nothing was changed\.\n$/);
  assert.match(seen.err(), /^asking discovery\nasking jwks\n/);
});

test('what differs comes first with its cure, and the exit code is 1', async () => {
  const deviation = planted.find(({ id }) => id === 'issuer');
  const seen = terminal({}, new Tenant(deviation?.deviate));
  assert.equal(await runCommand(['doctor', issuer, '--quiet'], seen.terminal), 1);
  assert.match(
    seen.out(),
    /^\S+\n\nDiffers \(1\)\n\n {2}Discovery names .*\n +seen {2}.*\n +set {3}SDK `issuer`/,
  );
  assert.equal(seen.err(), '');
});

test('on a terminal progress stays on one line, which is gone at the end, and the report has colours', async () => {
  const seen = terminal({ columns: 60, colors: true, showsProgress: true });
  await runCommand(['doctor', issuer], seen.terminal);
  assert.ok(seen.err().startsWith('\r\u001B[K1 asking discovery\r'));
  assert.ok(!seen.err().includes('\n') && seen.err().endsWith('\r\u001B[K'));
  assert.ok(seen.out().includes('\u001B[32mHolds'));
  const plain = stripVTControlCharacters(seen.out()).split('\n');
  const isWord = (line: string): boolean => !line.trim().includes(' ');
  assert.deepEqual(
    plain.filter((line) => line.length > 62 && !isWord(line)),
    [],
  );
  const piped = terminal();
  await runCommand(['doctor', issuer], piped.terminal);
  assert.equal(piped.out(), stripVTControlCharacters(piped.out()));
});

test('--json is one JSON text, of a report or of a failure', async () => {
  const seen = terminal();
  await runCommand(['doctor', issuer, '--json', '--quiet'], seen.terminal);
  const report = JSON.parse(seen.out()) as Report;
  assert.equal(report.counts.differs, 0);
  assert.equal('shapes' in report, false);
  const failed = terminal();
  await runCommand(['doctor', 'nonsense', '--json'], failed.terminal);
  assert.deepEqual(Object.keys(JSON.parse(failed.out()) as object), ['error', 'exit']);
});

interface Given {
  readonly args: readonly string[];
  readonly more: Partial<Terminal>;
}

for (const [from, give] of [
  ['a file', (token: string) => ({ args: ['--token', file('token', `${token}\n`)], more: {} })],
  [
    'the standard input',
    (token: string) => ({ args: ['--token', '-'], more: { readInput: () => Promise.resolve(token) } }),
  ],
  [
    'the environment',
    (token: string) => ({ args: [], more: { environment: { CONNECT_PASSKEYS_TOKEN: token } } }),
  ],
] as const) {
  test(`a token is read from ${from}, used, and printed nowhere`, async () => {
    const tenant = today();
    const token = await tenant.calls.userToken();
    const { args, more }: Given = give(token);
    const save = join(folder, `shapes of ${from}.json`);
    const secret = { CONNECT_PASSKEYS_CLIENT_SECRET: 'backoffice-secret' };
    const environment = { ...more.environment, ...secret };
    const seen = terminal({ ...more, environment }, tenant);
    const all = ['doctor', issuer, '--pool', 'customers', '--client', 'backoffice', '--save', save, ...args];
    assert.equal(await runCommand(all, seen.terminal), 0, seen.err());
    assert.match(seen.out(), /Smart, as its begin says/);
    const printed = seen.out() + seen.err() + readFileSync(save, 'utf8');
    assert.ok(!printed.includes(token) && !printed.includes('backoffice-secret') && !printed.includes('eyJ'));
    assert.match(readFileSync(save, 'utf8'), /"call": "me"/);
  });
}

const secret = 'eyJhbGciOiJFUzI1NiJ9.e30.c2VjcmV0';
for (const [mistake, args] of [
  ['a token in the place of its file', ['doctor', issuer, '--token', secret]],
  ['a token in the place of the issuer', ['doctor', issuer, secret]],
  ['a token as an option', ['doctor', issuer, `--${secret}`]],
  ['a token as a time limit', ['doctor', issuer, '--timeout', secret]],
  ['a token as an endpoint', ['doctor', issuer, '--endpoint', secret]],
  ['a token as an origin', ['doctor', issuer, '--origin', secret]],
  ['another command', [secret, issuer]],
  ['a client without a secret', ['doctor', issuer, '--client', secret]],
  ['an issuer that is no URL', ['doctor', secret]],
  ['an app without its redirect URI', ['doctor', issuer, '--app', secret]],
  ['enrolling without a token', ['doctor', issuer, '--enrol']],
] as const) {
  test(`wrong use is one sentence without what was typed, asks nothing and exits with 2: ${mistake}`, async () => {
    const seen = terminal();
    assert.equal(await runCommand(args, seen.terminal), 2);
    assert.ok(!(seen.out() + seen.err()).includes(secret));
    assert.match(seen.err(), /^\S.+\.\n/);
    assert.equal(seen.tenant.requests.length, 0);
  });
}

test('help and version are printed', async () => {
  const help = terminal();
  assert.equal(await runCommand(['--help'], help.terminal), 0);
  assert.match(help.out(), /^Usage: connect-passkeys doctor ISSUER/);
  const version = terminal();
  assert.equal(await runCommand(['--version'], version.terminal), 0);
  assert.match(version.out(), /^\d+\.\d+\.\d+\n$/);
  assert.equal(await runCommand([], terminal().terminal), 2);
});

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { answerTo, readCommand, usage } from '../../mock-server/hosts/command-line.ts';

const script = fileURLToPath(new URL('../../mock-server/hosts/node.ts', import.meta.url));
const loader = import.meta.resolve('tsx');

const folder = await mkdtemp(join(tmpdir(), 'connect-passkeys-'));
after(() => rm(folder, { recursive: true }));

function run(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', loader, script, ...args], { cwd: folder });
}

async function failure(
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly said: string }> {
  const command = run(...args);
  assert.ok(command.stderr);
  const [said] = await Promise.all([text(command.stderr), once(command, 'exit')]);
  return { code: command.exitCode, said };
}

test('it says its URL in one line when it accepts calls, keeps a file, and stops when asked to', async () => {
  const command = run('--port', '0');
  assert.ok(command.stdout);
  const lines: string[] = [];
  const reader = createInterface(command.stdout).on('line', (line) => lines.push(line));
  await once(reader, 'line');
  const url = /http:\/\/localhost:\d+/.exec(lines[0] ?? '')?.[0] ?? '';
  assert.equal((await fetch(`${url}/_mock/reset`, { method: 'POST' })).status, 204);
  assert.ok(existsSync(join(folder, '.connect-passkeys', 'mock.json')));
  command.kill('SIGTERM');
  await once(command, 'exit');
  assert.equal(command.exitCode, 0);
  assert.equal(lines.length, 1);
});

test('a port that is taken is named', async () => {
  const other = createServer().listen(0, 'localhost');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, said } = await failure('--memory', '--port', String(port));
  other.close();
  assert.equal(code, 1);
  assert.match(said, new RegExp(`EADDRINUSE.*${port}`));
});

test('what it does not know ends with how it is used', async () => {
  const { code, said } = await failure('--prot', '4400');
  assert.equal(code, 1);
  assert.match(said, /--prot/);
  assert.match(said, /^Usage: connect-passkeys-mock \[--port N\]/m);
});

test('--help and --version answer, and start nothing', async () => {
  const command = run('--help');
  assert.ok(command.stdout);
  const [said] = await Promise.all([text(command.stdout), once(command, 'exit')]);
  assert.deepEqual([command.exitCode, said], [0, `${usage}\n`]);
  assert.match(answerTo(['--version']) ?? '', /^\d+\.\d+\.\d+$/);
  assert.equal(answerTo(['--port', '0']), undefined);
});

test('without arguments it listens on localhost:4400 and serves the standard layout', () => {
  const { port, host, layout } = readCommand([]);
  assert.deepEqual([port, host, layout], [4400, 'localhost', 'standard']);
});

for (const layout of ['tenant-domain', 'workspace-domain:portal']) {
  test(`the layout ${layout} is an option`, () => {
    assert.equal(readCommand(['--layout', layout]).layout, layout);
  });
}

test('names under which it answers can be given, one by one', () => {
  const { allowedHosts } = readCommand(['--allow-host', 'mock', '--allow-host', '.apps.example']);
  assert.deepEqual(allowedHosts, ['mock', '.apps.example']);
});

test('origins that may call can be given, one by one', () => {
  assert.deepEqual(readCommand([]).origins, []);
  const { origins } = readCommand(['--origin', 'https://app.example', '--origin', 'http://10.0.0.7:5173']);
  assert.deepEqual(origins, ['https://app.example', 'http://10.0.0.7:5173']);
});

test('a page of an origin that was given to the command may read its answers, another one may not', async () => {
  const command = run('--memory', '--port', '0', '--origin', 'https://app.example');
  assert.ok(command.stdout);
  const [line] = (await once(createInterface(command.stdout), 'line')) as [string];
  const url = `${/http:\/\/localhost:\d+/.exec(line)?.[0] ?? ''}/acme/shop/identity/v2/self/me`;
  const allowed = async (origin: string) =>
    (await fetch(url, { headers: { Origin: origin } })).headers.get('Access-Control-Allow-Origin');
  assert.equal(await allowed('https://app.example'), 'https://app.example');
  assert.equal(await allowed('https://other.example'), null);
  command.kill('SIGTERM');
  await once(command, 'exit');
});

for (const args of [
  ['--origin', 'app.example'],
  ['--origin', 'https://app.example/'],
  ['--origin', 'https://app.example/path'],
  ['--origin', 'ftp://app.example'],
  ['--origin', '*'],
  ['--port', 'x'],
  ['--port', '65536'],
  ['--port', '-1'],
  ['--port'],
  ['--memory', '--data', 'file.json'],
  ['extra'],
  ['--allow-host', 'http://mock'],
  ['--allow-host', 'mock:4400'],
  ['--allow-host', ''],
  ['--layout', 'vanity'],
  ['--layout', 'workspace-domain'],
  ['--layout', 'workspace-domain:../x'],
]) {
  test(`${args.join(' ')} is refused`, () => {
    assert.throws(() => readCommand(args), TypeError);
  });
}

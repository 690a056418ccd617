import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

test('with a seed it begins with the seed each time, unless a file is named', async () => {
  const seed = join(folder, 'shop.seed.yaml');
  await writeFile(seed, 'users:\n  - identifiers: [mary@example.com]\n    password: grey thread\n');
  const command = readCommand(['--seed', seed]);
  assert.deepEqual(command.seed, {
    users: [{ identifiers: ['mary@example.com'], password: 'grey thread' }],
  });
  assert.equal(command.storage.file, undefined);
  const data = join(folder, 'kept.json');
  assert.equal(readCommand(['--seed', seed, '--data', data]).storage.file, data);
});

test('a seed that is wrong is told by its file or the path in it, and nothing starts', async () => {
  const broken = join(folder, 'broken.yaml');
  await writeFile(broken, 'users: [');
  const { code, said } = await failure('--seed', broken);
  assert.equal(code, 1);
  assert.match(said, /broken\.yaml cannot be read/);
  const wrong = join(folder, 'wrong.json');
  await writeFile(wrong, '{"users": [{"identifiers": ["mary"], "passwort": "x"}]}');
  assert.match(
    (await failure('--seed', wrong, '--port', '0')).said,
    /users\[0\]\.passwort is not known here/,
  );
});

test('calls are printed as JSON lines, without what a ceremony or a body holds', async () => {
  const command = run('--memory', '--port', '0', '--log', 'json', '--public-url', 'https://login.example');
  assert.ok(command.stdout);
  const lines: Record<string, unknown>[] = [];
  const reader = createInterface(command.stdout).on('line', (line) => {
    lines.push(JSON.parse(line) as Record<string, unknown>);
  });
  await once(reader, 'line');
  const next = once(reader, 'line');
  const body = JSON.stringify({ workspace_id: 'shop', identifier: 'ada@example.com', password: 'secret' });
  const url = `${String(lines[0]?.['url'])}/acme/identity/customers/login/password`;
  await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  await next;
  const { at, milliseconds, ...call } = lines[1] ?? {};
  assert.match(String(at), /^\d{4}-/);
  assert.equal(typeof milliseconds, 'number');
  assert.deepEqual(call, {
    method: 'POST',
    path: '/acme/identity/customers/login/password',
    status: 401,
    error_code: 'verification_failed',
    reason: call['reason'],
  });
  assert.doesNotMatch(JSON.stringify(call), /secret/);
  command.kill('SIGTERM');
  await once(command, 'exit');
});

test('every option of --help is one that the command takes, and the page about the mock server lists it', async () => {
  const page = await readFile(new URL('../../docs/mock-server.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `(--[^`]+)` +\| (.+?) +\|$/gm)].map(([, option, effect]) => [
    option,
    effect,
  ]);
  const helped = [...usage.matchAll(/^ {2}(--\S+(?: \S+)?) {2,}(.+)$/gm)].map(([, option]) => option);
  assert.ok(helped.length > 10);
  assert.deepEqual(
    rows.map(([option]) => option),
    helped,
  );
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
  ['--public-url', 'login.example'],
  ['--public-url', 'https://login.example/path'],
  ['--login-page', 'login'],
  ['--login-page', 'javascript:alert(1)'],
  ['--log', 'xml'],
  ['--seed', 'nowhere.json'],
  ['--layout', 'vanity'],
  ['--layout', 'workspace-domain'],
  ['--layout', 'workspace-domain:../x'],
]) {
  test(`${args.join(' ')} is refused`, () => {
    assert.throws(() => readCommand(args), TypeError);
  });
}

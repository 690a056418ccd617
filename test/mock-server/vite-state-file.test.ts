import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  build,
  createServer,
  type InlineConfig,
  preview,
  type PreviewServer,
  type ViteDevServer,
} from 'vite';
import { namesStateFolder } from '../../mock-server/hosts/state-file.ts';
import { fileStorage, mockServer } from '../../mock-server/hosts/vite.ts';

const project = await mkdtemp(join(tmpdir(), 'connect-passkeys-vite-'));
after(() => rm(project, { recursive: true }));
// The plugin's own file is in the folder in which Vite was started.
process.chdir(project);
const kept = join(project, '.connect-passkeys', 'mock.json');
const openly = join(project, '.elsewhere', 'mock.json');
for (const folder of ['.elsewhere', 'public', 'data']) await mkdir(join(project, folder));
await writeFile(join(project, 'index.html'), '<!doctype html><title>An app</title>');
await writeFile(join(project, '.env'), 'SECRET="of the app"');
await writeFile(openly, '{"d":"anybody may read this"}');

/** Every way in which Vite gives a file away. */
const spellings = (file: string): readonly string[] => {
  const path = file.slice(project.length);
  const escaped = path.replace('.', '%2e').replace('-', '%2D');
  const [fs, id] = [`/@fs${file}`, `/@id/${file}`];
  const queries = [
    '',
    '?',
    '?raw',
    '?url',
    '?import',
    '?import&raw',
    '?import&url',
    '?url&inline',
    '?inline',
  ];
  const odd = [
    '?raw??',
    '?import&raw??',
    '?.svg?.wasm?init',
    '?worker',
    '?worker_file&type=module',
    '?html-proxy',
  ];
  return [
    ...[path, escaped, fs, id].flatMap((way) => [...queries, ...odd].map((query) => way + query)),
    ...[path, fs].flatMap((way) => [
      `${way}/.`,
      `${way}/`,
      `${way}#?raw`,
      `/x/..${way}`,
      `/x/..%2f${way.slice(1)}`,
    ]),
    `/${path}`,
    `/.${path}?raw`,
    path.replaceAll('/', '\\'),
    path.toUpperCase(),
    fs.toUpperCase().replace('/@FS', '/@fs'),
    `/@fs${project}/public/..${path}?import&raw`,
    `/@fs/proc/self/cwd${path}`,
    `/@fs/proc/self/cwd${path}?import&raw`,
  ];
};

/** As it is: `fetch` would put the path in order. */
function ask(server: Listening, path: string): Promise<{ readonly status: number; readonly body: string }> {
  const { port } = server.httpServer!.address() as AddressInfo;
  const headers = { Host: `192.0.2.7:${port}` };
  return new Promise((answer, reject) => {
    request({ host: '127.0.0.1', port, path: path.replaceAll(' ', '%20'), headers }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (part: string) => (body += part));
      reply.on('end', () => answer({ status: reply.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}

type Listening = Pick<ViteDevServer | PreviewServer, 'httpServer' | 'close'>;

const base = {
  root: project,
  configFile: false,
  logLevel: 'silent',
  optimizeDeps: { noDiscovery: true, include: [] },
} satisfies InlineConfig;
const local = { port: 0, host: '127.0.0.1', ws: false } as const;

async function serve(config: InlineConfig): Promise<Listening> {
  const vite = await createServer({ ...base, plugins: [mockServer()], ...config });
  return vite.listen();
}

/** Makes the server store something, and returns the private key in its file. */
async function keyKept(server: Listening, file: string): Promise<string> {
  const path = '/acme/identity/customers/login/webauthn/begin';
  const { port } = server.httpServer!.address() as AddressInfo;
  const body = JSON.stringify({ workspace_id: 'portal', identifier: 'ada@example.com' });
  const headers = { 'Content-Type': 'application/json' };
  assert.equal(
    (await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body })).status,
    200,
  );
  const [, key = ''] = /"d":"([\w-]{40,})"/.exec(await readFile(file, 'utf8')) ?? [];
  assert.notEqual(key, '');
  return key;
}

async function assertHidden(server: Listening, file: string): Promise<void> {
  const key = await keyKept(server, file);
  assert.equal((await stat(file)).mode & 0o077, 0);
  for (const path of spellings(file)) {
    const { body } = await ask(server, path);
    assert.ok(!body.includes(key) && !decodedData(body).includes(key), `${path} gives the key away`);
  }
}

/** What `?url&inline` makes of a file. */
function decodedData(body: string): string {
  const [, data = ''] = /base64,([\w+/=]+)/.exec(body) ?? [];
  return Buffer.from(data, 'base64').toString();
}

const custom = join(project, 'data', 'my (own) state.json');
const servers: Readonly<Record<string, readonly [config: InlineConfig, file: string]>> = {
  'as it is': [{ server: local }, kept],
  'with a list of denied files of its own': [{ server: { ...local, fs: { deny: ['*.key'] } } }, kept],
  'that serves the whole disk': [{ server: { ...local, fs: { strict: false } } }, kept],
  'whose root is another folder': [
    { root: join(project, 'data'), server: { ...local, fs: { allow: [project] } } },
    kept,
  ],
  'at a base path': [{ base: '/app/', server: local }, kept],
  'that keeps it in a file of another name': [
    { server: local, plugins: [mockServer({ storage: fileStorage(custom) })] },
    custom,
  ],
};

for (const [name, [config, file]] of Object.entries(servers)) {
  test(`Vite ${name} does not give away what signs tokens`, async () => {
    const server = await serve(config);
    try {
      await assertHidden(server, file);
    } finally {
      await server.close();
    }
  });
}

test('Vite goes on to serve other files, and to deny those that it denies by itself', async () => {
  const server = await serve({ server: local });
  try {
    for (const path of ['', '?raw', '?import&raw'].map((query) => `/.elsewhere/mock.json${query}`)) {
      assert.match((await ask(server, path)).body, /anybody may read this/, path);
    }
    assert.match((await ask(server, `/@fs${openly}`)).body, /anybody may read this/);
    for (const path of ['/.env', '/.env?import&raw', `/@fs${project}/.env`]) {
      assert.equal((await ask(server, path)).status, 403, path);
    }
  } finally {
    await server.close();
  }
});

test('a list of denied files of the user still counts', async () => {
  const server = await serve({ server: { ...local, fs: { deny: ['**/.elsewhere/**'] } } });
  try {
    assert.equal((await ask(server, '/.elsewhere/mock.json')).status, 403);
  } finally {
    await server.close();
  }
});

test('the preview of a build does not give it away', async () => {
  await build({ ...base, plugins: [mockServer()] });
  const server = await preview({ ...base, preview: local, plugins: [mockServer()] });
  try {
    await assertHidden(server, kept);
  } finally {
    await server.close();
  }
});

for (const [name, config, file] of [
  ['is copied into the build', { publicDir: 'data' }, custom],
  ['is copied into the build with all of the project', { publicDir: '.' }, kept],
  ['is what a build writes', { build: { outDir: 'data' } }, custom],
  ['is served with the whole disk', { server: { fs: { strict: false } } }, custom],
] as const) {
  test(`Vite does not start, and says why, where the folder of the file ${name}`, async () => {
    const plugins = [mockServer({ storage: fileStorage(file) })];
    await assert.rejects(createServer({ ...base, ...config, plugins }), /holds a private key.*keep it in/);
  });
}

test('a build does not copy it', async () => {
  await assert.rejects(build({ ...base, publicDir: '.', plugins: [mockServer()] }), /holds a private key/);
});

for (const url of [
  '/.connect-passkeys/mock.json',
  '/a/.Connect-PASSKEYS',
  '/%2econnect%2Dpasskeys',
  '/%252econnect-passkeys',
  '/.connect-pa%C5%BF%C5%BFkeys',
  '/.connect-pass%E2%84%AAeys',
  '/.connect%E2%80%8C-passkeys',
  '\\.connect-passkeys\\mock.json',
]) {
  test(`${url} may name the folder on some file system`, () => assert.ok(namesStateFolder(url)));
}

for (const url of ['/connect-passkeys/connect-passkeys.js', '/', '/%', '/%ff%zz', '/a.connect-passkeys.js']) {
  test(`${url} does not name the folder`, () => assert.ok(!namesStateFolder(url)));
}

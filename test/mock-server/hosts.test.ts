import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { createServer as createViteServer, type ViteDevServer } from 'vite';
import { createMockServer } from '../../mock-server/app.ts';
import { mockHandler } from '../../mock-server/hosts/msw.ts';
import { memoryStorage, startMockServer } from '../../mock-server/hosts/node.ts';
import { mockServer } from '../../mock-server/hosts/vite.ts';
import { Device } from '../support/device.ts';
import { http2Fetch, selfSigned } from '../support/http2.ts';
import { demands, type Host } from './conformance/demands.ts';

/** A way to run the server, and to end it. */
interface Running {
  readonly host: Host;
  readonly close: () => Promise<unknown>;
}

const site = 'the site itself';

function hostAt(origin: string, fetch: Host['fetch']): Host {
  const device = new Device(origin);
  return {
    origin,
    redirects: true,
    fetch,
    create: async ({ publicKey }) => device.create(publicKey),
    get: async ({ publicKey }) => device.get(publicKey),
  };
}

const overHttp = (origin: string) => hostAt(origin, (path, init) => fetch(origin + path, init));

async function asValue(): Promise<Running> {
  const server = createMockServer();
  const ask: Host['fetch'] = async (path, init) =>
    path === '/elsewhere.txt' ? new Response(site) : server.request(path, init);
  return { host: hostAt('http://localhost', ask), close: async () => undefined };
}

async function inNode(): Promise<Running> {
  const { url, close } = await startMockServer();
  const ask: Host['fetch'] = async (path, init) =>
    path === '/elsewhere.txt' ? new Response(site) : fetch(url + path, init);
  return { host: hostAt(url, ask), close };
}

/** A process of its own, in which the adapter's `Request` and `Response` are the global ones. */
async function asCommand(): Promise<Running> {
  const script = fileURLToPath(new URL('../../mock-server/hosts/node.ts', import.meta.url));
  const args = ['--import', import.meta.resolve('tsx'), script, '--port', '0', '--memory'];
  const command = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(command.stdout), 'line')) as [string];
  const url = line.slice(line.indexOf('http://'));
  const ask: Host['fetch'] = async (path, init) =>
    path === '/elsewhere.txt' ? new Response(site) : fetch(url + path, init);
  const close = async () => {
    command.kill();
    await once(command, 'exit');
  };
  return { host: hostAt(url, ask), close };
}

async function viteAt(scheme: 'http' | 'https', https?: { key: string; cert: string }) {
  const elsewhere = {
    name: 'site',
    configureServer: ({ middlewares }: ViteDevServer) =>
      void middlewares.use('/elsewhere.txt', (_, outgoing) => void outgoing.end(site)),
  };
  const vite = await createViteServer({
    configFile: false,
    logLevel: 'silent',
    optimizeDeps: { noDiscovery: true, include: [] },
    plugins: [mockServer({ storage: memoryStorage() }), elsewhere],
    server: { port: 0, host: 'localhost', ws: false, ...(https && { https }) },
  });
  await vite.listen();
  const { port } = vite.httpServer!.address() as AddressInfo;
  return { origin: `${scheme}://localhost:${port}`, close: () => vite.close() };
}

async function inVite(): Promise<Running> {
  const { origin, close } = await viteAt('http');
  return { host: overHttp(origin), close };
}

/** Vite speaks HTTP/2 where it has a certificate, as every browser does there. */
async function inViteOverHttp2(): Promise<Running> {
  const { origin, close } = await viteAt('https', await selfSigned('localhost'));
  const session = connect(origin, { rejectUnauthorized: false });
  await once(session, 'connect');
  const end = async () => {
    session.destroy();
    await close();
  };
  return { host: hostAt(origin, http2Fetch(session)), close: end };
}

async function inMsw(): Promise<Running> {
  const elsewhere = createHttpServer((_, outgoing) => void outgoing.end(site));
  await new Promise<void>((listening) => elsewhere.listen(0, 'localhost', listening));
  const origin = `http://localhost:${(elsewhere.address() as AddressInfo).port}`;
  const worker = setupServer(mockHandler({ origin }));
  worker.listen({ onUnhandledRequest: 'bypass' });
  const close = async () => {
    worker.close();
    elsewhere.close();
  };
  return { host: overHttp(origin), close };
}

const hosts = {
  'as a value': asValue,
  'in Node': inNode,
  'as a command': asCommand,
  'in Vite': inVite,
  'in Vite over HTTP/2': inViteOverHttp2,
  'in MSW in Node': inMsw,
};

for (const [name, start] of Object.entries(hosts)) {
  describe(`the server ${name}`, () => {
    let running: Running;
    before(async () => {
      running = await start();
    });
    after(() => running.close());

    for (const demand of demands) {
      it(demand.name, async () => {
        await running.host.fetch('/_mock/reset', { method: 'POST' });
        await demand.of(running.host);
      });
    }
  });
}

describe('MSW', () => {
  it('leaves other origins and other handlers alone', async () => {
    const other = http.get('https://other.example/acme/shop', () => HttpResponse.text('other'));
    const worker = setupServer(mockHandler({ origin: 'https://connect.example' }), other);
    worker.listen();
    const reply = await fetch('https://other.example/acme/shop');
    worker.close();
    if ((await reply.text()) !== 'other') throw new Error('the handler took what is not its own');
  });
});

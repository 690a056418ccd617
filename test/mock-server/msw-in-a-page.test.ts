import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { rolldown } from 'rolldown';
import { Visitor } from '../demo/visitor.ts';
import { demands } from './conformance/demands.ts';

const workerFile = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');

async function siteOf(script: string): Promise<Server> {
  const worker = await readFile(workerFile, 'utf8');
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/page.js': ['text/javascript', script],
    '/mockServiceWorker.js': ['text/javascript', worker],
    '/elsewhere.txt': ['text/plain', 'the site itself'],
  };
  const page = [
    'text/html',
    '<!doctype html><title>Site</title><script type="module" src="/page.js"></script>',
  ] as const;
  const server = createServer(({ url = '/' }, response) => {
    const [type, body] = files[url] ?? page;
    response.writeHead(200, { 'Content-Type': type }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  return server;
}

async function bundle(input: string): Promise<string> {
  const build = await rolldown({ input, platform: 'browser', logLevel: 'silent' });
  const { output } = await build.generate({ format: 'es', codeSplitting: false });
  await build.close();
  return output[0].code;
}

describe('the server in a page, by MSW', () => {
  let site: Server;
  let visitor: Visitor;

  before(async () => {
    site = await siteOf(await bundle('test/mock-server/conformance/page.ts'));
    visitor = await Visitor.arrive();
    await open();
  });
  after(async () => {
    await visitor.leave();
    site.close().closeAllConnections();
  });

  async function open(): Promise<void> {
    await visitor.open(`http://localhost:${(site.address() as AddressInfo).port}/`);
    await visitor.page.waitForFunction(() => document.title === 'ready');
  }

  for (const { name } of demands) {
    it(name, async () => {
      await visitor.takeDevice();
      assert.equal(await visitor.page.evaluate((demand) => window.runDemand(demand), name), '');
    });
  }

  it('keeps people and passkeys over a reload', async () => {
    await visitor.takeDevice();
    const [journey] = demands;
    await visitor.page.evaluate((demand) => window.runDemand(demand), journey?.name ?? '');
    const before = await visitor.page.evaluate(() => window.userIds());
    await open();
    assert.equal(await visitor.page.evaluate(() => window.userIds()), before);
    assert.equal((JSON.parse(before) as unknown[]).length, 3);
  });
});

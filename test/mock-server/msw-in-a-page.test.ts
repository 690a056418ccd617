import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { Visitor } from '../demo/visitor.ts';
import { Device } from '../support/device.ts';
import { pageScript } from '../support/page-scripts.ts';
import { openSite, type Site } from '../support/site.ts';
import { demands } from './conformance/demands.ts';

const workerFile = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');

async function siteOf(script: string): Promise<Site> {
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
  return openSite(({ url = '/' }, response) => {
    const [type, body] = files[url] ?? page;
    response.writeHead(200, { 'Content-Type': type }).end(body);
  });
}

describe('the server in a page, by MSW', () => {
  let site: Site;
  let visitor: Visitor;

  before(async () => {
    site = await siteOf(await pageScript('test/mock-server/conformance/page.ts'));
    visitor = await Visitor.arrive();
    await open(visitor);
  });
  after(async () => {
    await visitor.leave();
    await site.close();
  });

  async function open({ page }: Visitor): Promise<void> {
    await page.goto(site.url);
    await page.waitForFunction(() => document.title === 'ready');
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
    await open(visitor);
    assert.equal(await visitor.page.evaluate(() => window.userIds()), before);
    assert.equal((JSON.parse(before) as unknown[]).length, 3);
  });

  it('keeps what two tabs do, at once and in turn', async () => {
    const other = await Visitor.in(visitor.page.browserContext());
    await open(other);
    await visitor.page.evaluate(() => fetch('/_mock/reset', { method: 'POST' }).then(() => undefined));
    await Promise.all([signUp(visitor, 'anita'), signUp(other, 'barbara'), signUp(visitor, 'carol')]);
    await signUp(other, 'dorothy');
    await signUp(visitor, 'edith');
    const seen = await Promise.all([visitor, other].map(({ page }) => page.evaluate(() => window.userIds())));
    await other.page.close();
    assert.equal(seen[0], seen[1]);
    // Ada, Grace, and five people with a passkey each.
    assert.equal((JSON.parse(seen[0] ?? '') as unknown[]).length, 12);
  });
});

/** A person with a device of their own signs up in that tab. */
async function signUp({ page }: Visitor, name: string): Promise<void> {
  const post = async (step: string, body: unknown) => {
    const path = `/acme/identity/customers/register/usernameless-webauthn/${step}`;
    const answer = await page.evaluate((url, json) => window.post(url, json), path, JSON.stringify(body));
    return JSON.parse(answer) as { publicKey?: unknown };
  };
  const device = new Device(new URL(page.url()).origin);
  const { publicKey } = await post('begin', { identifier: `${name}@example.com`, workspace_id: 'shop' });
  await post('complete', device.create(publicKey));
}

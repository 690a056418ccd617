import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createMockServer } from '../../mock-server/app.ts';
import type { Clock } from '../../src/async.ts';
import { createContext } from '../../src/client/context.ts';
import { createSignInClient } from '../../src/client/create-passkeys.ts';
import type { Passkeys } from '../../src/client/types.ts';
import { codeOf } from './step-up-scene.ts';
import { Device } from '../support/device.ts';
import { FakeClock, settled } from '../support/fake-clock.ts';
import { fakePage, leavePage } from '../support/fake-page.ts';

const origin = 'http://localhost:4400';

/** An account page in Node, on a clock that stands still. Its authenticator answers when the test lets it. */
class AccountPage {
  readonly clock = new FakeClock();
  readonly requests: string[] = [];
  readonly passkeys: Passkeys;
  reads = 0;
  prompts = 0;
  /** The page's token function. */
  accessToken: () => string | Promise<string>;
  /** Keeps the prompt open. */
  answer: Promise<void> = Promise.resolve();

  private constructor(server: ReturnType<typeof createMockServer>, token: string) {
    const device = new Device(origin);
    this.accessToken = () => token;
    fakePage(origin, {
      create: async ({ publicKey, signal }: CredentialCreationOptions & { signal: AbortSignal }) => {
        this.prompts += 1;
        const aborted = new Promise<never>((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error)),
        );
        await Promise.race([this.answer, aborted]);
        return { type: 'public-key', toJSON: () => device.create(publicKey) };
      },
    });
    const config = {
      issuer: `${origin}/acme/shop`,
      remember: false,
      accessToken: () => {
        this.reads += 1;
        return this.accessToken();
      },
      fetch: async (url: unknown, init?: RequestInit) => {
        this.requests.push(`${init?.method} ${(url as string).split('/v2/self/')[1]}`);
        return server.request(url as string, init);
      },
    };
    this.passkeys = createSignInClient(createContext(config, this.clock satisfies Clock));
  }

  static async open(): Promise<{ page: AccountPage; tokenOf: (user: string) => Promise<string> }> {
    const server = createMockServer();
    const tokenOf = async (user: string): Promise<string> => {
      const scope = 'openid view_ss_profile manage_ss_profile';
      const body = JSON.stringify({ workspace: 'shop', user, scope });
      const headers = { 'Content-Type': 'application/json' };
      const reply = await server.request(`${origin}/_mock/tokens`, { method: 'POST', headers, body });
      return ((await reply.json()) as { access_token: string }).access_token;
    };
    return { page: new AccountPage(server, await tokenOf('ada@example.com')), tokenOf };
  }

  /** The options are there. */
  async prepared(): Promise<void> {
    this.passkeys.prepareEnroll();
    await until(() => this.clock.pending.includes(225_000));
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await settled();
}

describe('the access token', { timeout: 20_000 }, () => {
  afterEach(leavePage);

  it('is read once for an enrolment, its preparation and its name included', async () => {
    const { page } = await AccountPage.open();
    await page.prepared();
    await page.passkeys.enroll();
    await until(() => page.requests.some((request) => request.startsWith('PUT')));
    assert.equal(page.requests.length, 5);
    assert.equal(page.reads, 1);
  });

  it('is read once for an enrolment that was not prepared', async () => {
    const { page } = await AccountPage.open();
    await page.passkeys.enroll({ name: 'Mac' });
    await until(() => page.requests.some((request) => request.startsWith('PUT')));
    assert.equal(page.reads, 1);
  });

  it('is not waited for between a click and the prompt, however slow it is', async () => {
    const { page } = await AccountPage.open();
    await page.prepared();
    await page.clock.advance(60_000);
    let give!: (token: string) => void;
    const token = await page.accessToken();
    page.accessToken = () => new Promise((resolve) => (give = resolve));
    const enrolling = page.passkeys.enroll();
    await until(() => page.prompts === 1);
    give(token);
    assert.equal((await enrolling).mode, 'smart');
  });

  it('of another person ends the ceremony before anything is completed', async () => {
    const { page, tokenOf } = await AccountPage.open();
    await page.prepared();
    await page.clock.advance(60_000);
    const grace = await tokenOf('grace@example.com');
    page.accessToken = () => grace;
    page.answer = new Promise(() => undefined);
    assert.equal(await page.passkeys.enroll().catch(codeOf), 'different_subject');
    assert.deepEqual(
      [page.prompts, page.requests.filter((request) => request.endsWith('complete'))],
      [1, []],
    );
  });

  it('is read again after forget()', async () => {
    const { page } = await AccountPage.open();
    await page.prepared();
    page.passkeys.memory.forget();
    await page.passkeys.enroll();
    assert.equal(page.reads, 2);
  });

  it('that never comes is a failure after fifteen seconds', async () => {
    const { page } = await AccountPage.open();
    page.accessToken = () => new Promise(() => undefined);
    const enrolling = page.passkeys.enroll().catch((error: unknown) => error);
    await until(() => page.clock.pending.includes(15_000));
    await page.clock.advance(15_000);
    const { code, message } = (await enrolling) as { code: string; message: string };
    assert.equal(code, 'server_error');
    assert.match(message, /accessToken/);
    assert.equal(page.prompts, 0);
  });

  it('that never comes is not waited for after an abort', async () => {
    const { page } = await AccountPage.open();
    page.accessToken = () => new Promise(() => undefined);
    const leaving = new AbortController();
    const enrolling = page.passkeys.enroll({ signal: leaving.signal }).catch(codeOf);
    await until(() => page.reads === 1);
    leaving.abort();
    assert.equal(await enrolling, 'aborted');
  });
});

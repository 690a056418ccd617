import { expect } from 'chai';
import type { CeremonyEvent } from '../../src/client/types.ts';
import { ada, failure, TestClient } from '../support/client.ts';
import { replaceMember } from '../support/prompts.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { PromptScene } from './prompt-scene.ts';

describe('what can be observed', () => {
  const events: CeremonyEvent[] = [];
  const onEvent = (event: CeremonyEvent): void => void events.push(event);

  new PromptScene();
  beforeEach(() => (events.length = 0));

  it('is each step of a ceremony, with its mode', async () => {
    const page = new TestClient('shop', { onEvent }, new FakeClock());
    await page.signInAda();
    await page.passkeys.enroll();
    events.length = 0;
    await page.passkeys.signIn();
    expect(events).to.deep.equal([
      { ceremony: 'sign-in', step: 'begin', milliseconds: 0 },
      { ceremony: 'sign-in', step: 'prompt', milliseconds: 0, mode: 'smart' },
      { ceremony: 'sign-in', step: 'complete', milliseconds: 0, mode: 'smart' },
      { ceremony: 'sign-in', step: 'done', milliseconds: 0, mode: 'smart' },
    ]);
  });

  it('is the code of a failure', async () => {
    const { passkeys } = new TestClient('shop', { onEvent });
    await failure(passkeys.signInWithPassword(ada.identifier, 'wrong'));
    expect(events.at(-1)).to.include({ ceremony: 'password', step: 'failed', code: 'wrong_credentials' });
  });

  it('bad input 119: holds no token, challenge, signature, user handle, name or password', async () => {
    const secrets = new Set<string>([ada.password, ada.identifier]);
    const noting: typeof fetch = async (input) => {
      const reply = await fetch(input);
      for (const secret of secretsIn(await reply.clone().text())) secrets.add(secret);
      return reply;
    };
    const page = new TestClient('shop', { onEvent, fetch: noting, remember: true });
    const said: unknown[] = [];
    const restore = (['debug', 'info', 'log', 'warn'] as const).map((name) =>
      replaceMember(console, name, (...words: unknown[]) => said.push(words)),
    );
    const { length } = performance.getEntriesByType('resource');
    await page.signInAda();
    await page.passkeys.enroll();
    await page.passkeys.signIn();
    await page.passkeys.list();
    const urls = performance
      .getEntriesByType('resource')
      .slice(length)
      .map(({ name }) => name);
    const stored = [localStorage, sessionStorage].map((storage) => JSON.stringify(storage));
    const open = [JSON.stringify(events), ...urls, location.href, ...stored, document.cookie].join('\n');
    page.passkeys.memory.forget();
    for (const undo of restore) undo();
    expect(said, 'on the console').to.deep.equal([]);
    expect(secrets.size).to.be.greaterThan(6);
    expect([...secrets].filter((secret) => open.includes(secret))).to.deep.equal([]);
  });

  it("an error in the hook is the integrator's, and stops nothing", async () => {
    const reported: unknown[] = [];
    const restore = replaceMember(globalThis, 'reportError', (error: unknown) => reported.push(error));
    const broken = new Error('My analytics broke.');
    const onEvent = (): never => {
      throw broken;
    };
    await new TestClient('shop', { onEvent }).signInAda();
    restore();
    expect(reported).to.deep.equal([broken, broken]);
  });
});

/** What must stay between the client and its server. */
function secretsIn(body: string): readonly string[] {
  const names = 'access_token|id_token|refresh_token|challenge|discoverable_id|publicKey';
  return [...body.matchAll(new RegExp(`"(?:${names})":"([^"]+)"`, 'g'))].map(([, value = '']) => value);
}

import { expect } from 'chai';
import { failure, TestClient, until } from '../support/client.ts';
import { advanceServer } from '../support/mock-control.ts';
import type { Prompt } from '../support/prompts.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { addVirtualAuthenticator } from '../support/virtual-authenticator.ts';
import { SignedInScene } from './prompt-scene.ts';

describe('an enrolment that was prepared', () => {
  const scene = new SignedInScene();

  it('reaches the prompt without waiting for the network', async () => {
    let isUp = true;
    const failing: typeof fetch = (input) => (isUp ? fetch(input) : new Promise(() => undefined));
    const clock = new FakeClock();
    scene.page = new TestClient('shop', { fetch: failing }, clock);
    await scene.page.signInAda();
    scene.page.passkeys.prepareEnroll();
    await until(() => clock.pending.includes(225_000));
    isUp = false;
    scene.prompts.set({ hold: true });
    const leaving = new AbortController();
    const enrolling = failure(scene.page.passkeys.enroll({ signal: leaving.signal }));
    await until(() => scene.prompts.seen.length === 1);
    leaving.abort();
    expect((await enrolling).code).to.equal('aborted');
  });

  it('asks anew for the next one who signs in', async () => {
    await preparedFor(scene.page);
    await scene.page.passkeys.signInWithPassword(grace.identifier, grace.password);
    await scene.page.passkeys.enroll();
    expect(userOf(scene.prompts.seen[0]!)).to.equal(grace.identifier);
  });

  it('where tokens are opaque, every sign-in counts as the next person', async () => {
    const opened: typeof fetch = (input, init) => {
      const request = new Request(input, init);
      if (request.headers.has('Authorization'))
        request.headers.set('Authorization', `Bearer ${scene.page.token}`);
      return fetch(request);
    };
    scene.page = new TestClient('shop', { accessToken: () => 'opaque', fetch: opened });
    await scene.page.signInAda();
    await preparedFor(scene.page);
    await scene.page.passkeys.signInWithPassword(grace.identifier, grace.password);
    await scene.page.passkeys.enroll();
    expect(userOf(scene.prompts.seen[0]!)).to.equal(grace.identifier);
  });

  it('goes on after a step-up although options prepared meanwhile are refused', async () => {
    const gates: (() => void)[] = [];
    const held: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      const isPrepared = request.url.endsWith('/create/begin') && scene.prompts.seen.length > 0;
      if (isPrepared && gates.length === 0) await new Promise<void>((open) => gates.push(open));
      return fetch(request);
    };
    await scene.page.passkeys.enroll({ name: 'First' });
    scene.prompts.seen.length = 0;
    scene.page = new TestClient('shop', { fetch: held });
    await scene.page.signInAda();
    const { token } = scene.page;
    await advanceServer(301);
    scene.prompts.set({ hold: true });
    const enrolling = scene.page.passkeys.enroll({ name: 'Second' });
    await until(() => scene.prompts.seen.length === 1);
    scene.page.passkeys.prepareEnroll();
    await until(() => gates.length === 1);
    scene.prompts.seen[0]!.pass();
    await until(() => scene.page.token !== token);
    gates[0]!();
    await until(() => scene.prompts.seen.length === 2);
    await scene.authenticator.remove();
    scene.authenticator = await addVirtualAuthenticator('usb');
    scene.prompts.seen[1]!.pass();
    expect((await enrolling).name).to.equal('Second');
  });
});

const grace = { identifier: 'grace@example.com', password: 'nanosecond wire' } as const;

const userOf = ({ options }: Prompt): string | undefined => options.publicKey?.user.name;

/** Resolves when the options are there. */
async function preparedFor({ passkeys, requests }: TestClient): Promise<void> {
  passkeys.prepareEnroll();
  await until(() => requests.some((request) => request.endsWith('/create/begin')));
  await passkeys.list();
}

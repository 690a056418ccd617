import { expect } from 'chai';
import { ada, failure, pageWithPasskey, signedOut, TestClient, until } from '../support/client.ts';
import { storageKey } from '../../src/client/storage.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { PromptScene } from './prompt-scene.ts';

const smart = 'login/usernameless-webauthn';
const classic = 'login/webauthn';

describe('options ahead of a sign-in', () => {
  const scene = new PromptScene();

  describe('costs', () => {
    it('two requests in Smart mode', async () => {
      const { passkeys, requests } = await pageWithPasskey('shop');
      await passkeys.signIn();
      expect(requests).to.deep.equal([`POST ${smart}/begin`, `POST ${smart}/complete`]);
    });

    it('two requests in Smart mode, also when the page asked for the mode and prepared', async () => {
      const { passkeys, requests } = await pageWithPasskey('shop', signedOut);
      expect(await passkeys.mode()).to.equal('smart');
      passkeys.prepareSignIn();
      passkeys.prepareSignIn({ identifier: ada.identifier });
      await passkeys.signIn();
      expect(requests).to.deep.equal([`POST ${smart}/begin`, `POST ${smart}/complete`]);
    });

    it('three requests in Classic mode, the first of which finds out the mode', async () => {
      const { passkeys, requests } = await pageWithPasskey('portal', signedOut);
      expect(await passkeys.mode()).to.equal('classic');
      passkeys.prepareSignIn({ identifier: ada.identifier });
      await passkeys.signIn({ identifier: ada.identifier });
      expect(requests).to.deep.equal([
        `POST ${smart}/begin`,
        `POST ${classic}/begin`,
        `POST ${classic}/complete`,
      ]);
    });

    it('two requests in Classic mode in a browser that was here before', async () => {
      const before = await pageWithPasskey('portal', { remember: true });
      await before.passkeys.signIn({ identifier: ada.identifier });
      const { passkeys, requests } = new TestClient('portal', { remember: true });
      await passkeys.signIn({ identifier: ada.identifier });
      passkeys.memory.forget();
      expect(requests).to.deep.equal([`POST ${classic}/begin`, `POST ${classic}/complete`]);
    });

    it('none in Classic mode in a browser that was here before, until a person is named', async () => {
      const before = await pageWithPasskey('portal', { remember: true });
      await before.passkeys.signIn({ identifier: ada.identifier });
      const { passkeys, requests } = new TestClient('portal', { ...signedOut, remember: true });
      expect(await passkeys.mode()).to.equal('classic');
      passkeys.prepareSignIn();
      passkeys.autofill({ onSignedIn: () => undefined }).stop();
      await passkeys.support();
      expect(requests).to.deep.equal([]);
      await passkeys.signIn({ identifier: ada.identifier });
      passkeys.memory.forget();
      expect(requests).to.deep.equal([`POST ${classic}/begin`, `POST ${classic}/complete`]);
    });

    for (const named of [{ identifier: ada.identifier }, {}]) {
      it(`at most one request more where the memory is wrong, ${named.identifier ?? 'nobody'} named`, async () => {
        const before = await pageWithPasskey('shop', { remember: true });
        await before.passkeys.signIn();
        localStorage.setItem(
          storageKey,
          JSON.stringify({ modes: [[`${location.origin}/acme/shop`, 'classic']] }),
        );
        const { passkeys, requests } = new TestClient('shop', { remember: true });
        await passkeys.signIn(named);
        expect(await passkeys.mode({ by: 'sign-in' })).to.equal('smart');
        passkeys.memory.forget();
        const refused = named.identifier ? [`POST ${classic}/begin`] : [];
        expect(requests).to.deep.equal([...refused, `POST ${smart}/begin`, `POST ${smart}/complete`]);
      });
    }

    it('two requests in Classic mode when the page knows the mode', async () => {
      const { passkeys, requests } = await pageWithPasskey('portal', { mode: 'classic' });
      await passkeys.signIn({ identifier: ada.identifier });
      expect(requests).to.deep.equal([`POST ${classic}/begin`, `POST ${classic}/complete`]);
    });
  });

  it('a click reaches the prompt without waiting for the network', async () => {
    let isUp = true;
    const failing: typeof fetch = (input) => (isUp ? fetch(input) : new Promise(() => undefined));
    const { passkeys } = await pageWithPasskey('shop', { ...signedOut, fetch: failing });
    passkeys.prepareSignIn();
    await passkeys.mode();
    isUp = false;
    scene.prompts.set({ hold: true });
    const { length } = scene.prompts.seen;
    const leaving = new AbortController();
    const signingIn = failure(passkeys.signIn({ signal: leaving.signal }));
    await until(() => scene.prompts.seen.length === length + 1);
    leaving.abort();
    expect((await signingIn).code).to.equal('aborted');
  });

  it('prepared options are renewed at three quarters of their life', async () => {
    const clock = new FakeClock();
    const { passkeys, requests } = await pageWithPasskey('shop', {}, clock);
    passkeys.prepareSignIn();
    await until(() => clock.pending.length === 1);
    expect(clock.pending).to.deep.equal([225_000]);
    await clock.advance(225_000);
    await until(() => requests.length === 2);
    await passkeys.signIn();
    expect(requests.slice(2)).to.deep.equal([`POST ${smart}/complete`]);
  });

  it('a challenge of a server that counts in seconds is not renewed all the time', async () => {
    const clock = new FakeClock();
    const answer = { publicKey: { challenge: 'AAAA', timeout: 300 } };
    const { passkeys } = new TestClient('shop', { fetch: async () => Response.json(answer) }, clock);
    passkeys.prepareSignIn();
    await until(() => clock.pending.length === 1);
    expect(clock.pending).to.deep.equal([45_000]);
  });

  it('prepared options that could not be renewed are, as soon as the network is back', async () => {
    const clock = new FakeClock();
    let isUp = true;
    const flaky: typeof fetch = (input) =>
      isUp ? fetch(input) : Promise.resolve(new Response(null, { status: 500 }));
    const { passkeys, requests } = await pageWithPasskey('shop', { fetch: flaky }, clock);
    passkeys.prepareSignIn();
    await until(() => clock.pending.length === 1);
    isUp = false;
    await clock.advance(225_000);
    await until(() => clock.pending.includes(1000));
    isUp = true;
    dispatchEvent(new Event('online'));
    await until(() => clock.pending.includes(225_000));
    await passkeys.signIn();
    expect(requests.slice(3)).to.deep.equal([`POST ${smart}/complete`]);
  });

  it('prepared options are not renewed for somebody who left', async () => {
    const clock = new FakeClock();
    const leaving = new AbortController();
    const { passkeys } = new TestClient('shop', {}, clock);
    passkeys.prepareSignIn({ signal: leaving.signal });
    await until(() => clock.pending.length === 1);
    leaving.abort();
    expect(clock.pending).to.deep.equal([]);
  });

  it('options older than three quarters of their life are not used', async () => {
    const clock = new FakeClock();
    const { passkeys, requests } = await pageWithPasskey('shop', signedOut, clock);
    await passkeys.mode();
    await clock.advance(225_000);
    await passkeys.signIn();
    expect(requests).to.deep.equal([`POST ${smart}/begin`, `POST ${smart}/begin`, `POST ${smart}/complete`]);
  });
});

import { expect } from 'chai';
import { failure, pageWithPasskey, TestClient, until } from '../support/client.ts';
import { settled } from '../support/fake-clock.ts';
import { PromptScene } from './prompt-scene.ts';

describe('a sign-in that is stopped', () => {
  const scene = new PromptScene();

  it('lesson 9: a challenge spent on an aborted attempt is not used again', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    scene.prompts.set({ hold: true });
    const { length } = scene.prompts.seen;
    const leaving = new AbortController();
    const attempt = failure(passkeys.signIn({ signal: leaving.signal }));
    await until(() => scene.prompts.seen.length === length + 1);
    leaving.abort();
    expect((await attempt).code).to.equal('aborted');
    scene.prompts.set({});
    await passkeys.signIn();
    const [first, second] = scene.prompts.seen.slice(-2);
    expect(first?.challenge).to.not.equal(second?.challenge);
  });

  it('lesson 7: one signal stops the request, before any prompt', async () => {
    const leaving = new AbortController();
    const hanging: typeof fetch = () => new Promise(() => undefined);
    const { passkeys } = new TestClient('shop', { fetch: hanging });
    const attempt = failure(passkeys.signIn({ signal: leaving.signal }));
    leaving.abort();
    expect((await attempt).code).to.equal('aborted');
    expect(scene.prompts.seen).to.deep.equal([]);
  });

  it('lesson 7: one signal stops the verification, and its tokens reach nobody', async () => {
    const leaving = new AbortController();
    const handedOut: unknown[] = [];
    const leavingBefore: typeof fetch = async (input) => {
      const request = input as Request;
      const reply = await fetch(request);
      if (request.url.endsWith('/complete')) leaving.abort();
      return reply;
    };
    const config = { fetch: leavingBefore, onTokens: (tokens: unknown) => void handedOut.push(tokens) };
    const { passkeys } = await pageWithPasskey('shop', config);
    expect((await failure(passkeys.signIn({ signal: leaving.signal }))).code).to.equal('aborted');
    expect(handedOut).to.deep.equal([]);
  });

  it('lesson 8: options that arrive after the page left open no prompt', async () => {
    const leaving = new AbortController();
    const late: typeof fetch = async (input) => {
      const reply = await fetch(input);
      leaving.abort();
      return reply;
    };
    const { passkeys } = new TestClient('shop', { fetch: late });
    expect((await failure(passkeys.signIn({ signal: leaving.signal }))).code).to.equal('aborted');
    await settled();
    expect(scene.prompts.seen).to.deep.equal([]);
  });

  it('bad input 121: of two sign-ins in one tick the latest prompts, the other is told that it was stopped', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    const { length } = scene.prompts.seen;
    const first = failure(passkeys.signIn());
    const second = passkeys.signIn();
    expect((await first).code).to.equal('aborted');
    expect((await second).is).to.equal('tokens');
    expect(scene.prompts.seen.length).to.equal(length + 1);
  });

  it('bad input 121: two clients on a page share its one prompt', async () => {
    const one = await pageWithPasskey('shop');
    const other = new TestClient('shop');
    const first = await scene.held(() => failure(one.passkeys.signIn()));
    const second = await scene.held(() => other.passkeys.signIn());
    expect((await first.running).code).to.equal('aborted');
    expect(first.prompt.options.signal?.reason)
      .to.be.instanceOf(DOMException)
      .with.property('name', 'AbortError');
    second.prompt.pass();
    expect((await second.running).is).to.equal('tokens');
  });

  it('lesson 11: a second page with its own challenge does not disturb the first', async () => {
    const one = await pageWithPasskey('shop');
    const other = new TestClient('shop');
    await one.passkeys.mode();
    other.passkeys.prepareSignIn();
    await until(() => other.requests.length === 1);
    expect((await one.passkeys.signIn()).is).to.equal('tokens');
    expect((await other.passkeys.signIn()).is).to.equal('tokens');
  });
});

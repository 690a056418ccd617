import { expect } from 'chai';
import { failure, pageWithPasskey, signedOut, type TestClient, until } from '../support/client.ts';
import type { Prompt } from '../support/prompts.ts';
import { settled } from '../support/fake-clock.ts';
import { unlessFirefox } from './unless-firefox.ts';
import { PromptScene } from './prompt-scene.ts';

const withPresence = unlessFirefox('Firefox answers at once in the place of a person');

describe('a prompt of the browser itself', () => {
  const scene = new PromptScene();

  /** The next request, which reaches the browser and stays open. */
  async function pending(start: () => unknown): Promise<Prompt> {
    await scene.authenticator.setAutomaticPresence(false);
    const { length } = scene.prompts.seen;
    start();
    await until(() => scene.prompts.seen.length > length);
    return scene.prompts.seen[length]!;
  }

  withPresence(
    'lesson 4: a click while autofill is pending, in its very tick, prompts and breaks nothing',
    async () => {
      const { passkeys } = await pageWithPasskey('shop', signedOut);
      await passkeys.mode();
      const failures: unknown[] = [];
      const autofill = await pending(() =>
        passkeys.autofill({ onSignedIn: () => undefined, onFailed: (error) => failures.push(error) }),
      );
      await scene.authenticator.setAutomaticPresence(true);
      const first = failure(passkeys.signIn());
      const second = passkeys.signIn();
      expect((await first).code).to.equal('aborted');
      expect((await second).is).to.equal('tokens');
      expect(autofill.options.signal?.aborted).to.equal(true);
      expect(failures).to.deep.equal([]);
    },
  );

  it('lesson 5: the next one is asked for only after the aborted one has settled', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    passkeys.prepareSignIn();
    scene.prompts.set({ hold: true, deaf: true });
    const { length } = scene.prompts.seen;
    const first = failure(passkeys.signIn());
    await until(() => scene.prompts.seen.length === length + 1);
    const second = passkeys.signIn();
    const [slow] = scene.prompts.seen.slice(-1);
    await settled();
    await settled();
    expect(slow?.options.signal?.aborted).to.equal(true);
    expect(scene.prompts.seen.length, 'the aborted one has not settled').to.equal(length + 1);
    scene.prompts.set({});
    slow?.fail(slow.options.signal?.reason);
    expect((await first).code).to.equal('aborted');
    expect((await second).is).to.equal('tokens');
  });

  withPresence('lesson 6: aborted with a string, it is an abort all the same', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    const leaving = new AbortController();
    let attempt!: ReturnType<typeof failure>;
    await pending(() => (attempt = failure(passkeys.signIn({ signal: leaving.signal }))));
    leaving.abort('somebody left');
    const error = await attempt;
    expect(error.code).to.equal('aborted');
    expect(error.cause).to.be.instanceOf(DOMException).with.property('name', 'AbortError');
  });

  it('lesson 14: NotAllowedError is read as a cancel, and the error says that this is inferred', async () => {
    const { passkeys } = await pageWithPasskey('portal');
    await scene.authenticator.setUserVerified(false);
    const signingIn = () => failure(passkeys.signIn({ identifier: 'ada@example.com' }));
    const { prompt, running } = await scene.held(signingIn);
    prompt.pass();
    const error = await running;
    expect(error).to.include({ code: 'cancelled', inferred: true });
    expect(error.cause).to.be.instanceOf(DOMException).with.property('name', 'NotAllowedError');
  });

  for (const call of ['signIn', 'enroll'] as const) {
    it(`lesson 15: an AbortError of ${call} that is not ours is a cancel`, async () => {
      const page = await pageWithPasskey('shop');
      await page.signInAda();
      const { prompt, running: attempt } = await scene.held(() => failure(page.passkeys[call]()));
      prompt.fail(new DOMException('The operation was aborted.', 'AbortError'));
      expect(await attempt).to.include({ code: 'cancelled', inferred: true });
    });
  }

  it('lesson 15: NotAllowedError for what may be a duplicate is no proof of one', async () => {
    const page = await pageWithPasskey('portal');
    await page.signInAda();
    const { prompt, running: attempt } = await scene.held(() => failure(page.passkeys.enroll()));
    expect(prompt.options.publicKey).to.have.property('excludeCredentials').with.length(1);
    prompt.cancel();
    expect(await attempt).to.include({ code: 'cancelled', inferred: true });
  });

  for (const [call, workspace] of [
    ['signIn', 'shop'],
    ['signIn', 'portal'],
    ['enroll', 'shop'],
  ] as const) {
    it(`lesson 18: ${call} in ${workspace} reaches the browser in the task of the click`, async () => {
      const page = await prepared(call, workspace);
      scene.prompts.set({ hold: true });
      const { length } = scene.prompts.seen;
      const requests = page.requests.length;
      const button = document.createElement('button');
      let attempt!: ReturnType<typeof failure>;
      let inItsTask: number | undefined;
      button.addEventListener('click', () => {
        attempt = failure(page.passkeys[call](call === 'signIn' ? classic(workspace) : {}));
        void settled().then(() => (inItsTask = scene.prompts.seen.length));
      });
      button.click();
      await until(() => inItsTask !== undefined);
      expect(inItsTask).to.equal(length + 1);
      expect(page.requests.length, 'requests after the click').to.equal(requests);
      scene.prompts.seen.at(-1)?.cancel();
      await attempt;
    });
  }

  const classic = (workspace: string) => (workspace === 'portal' ? { identifier: 'ada@example.com' } : {});

  async function prepared(call: 'signIn' | 'enroll', workspace: 'shop' | 'portal'): Promise<TestClient> {
    const answers: string[] = [];
    const config = { fetch: noting(answers), ...(call === 'signIn' && signedOut) };
    const page = await pageWithPasskey(workspace, config);
    if (call === 'enroll') await page.signInAda();
    if (call === 'enroll') page.passkeys.prepareEnroll();
    else page.passkeys.prepareSignIn(classic(workspace));
    const family = workspace === 'shop' ? 'usernameless-webauthn' : 'webauthn';
    await until(() =>
      (answers.at(-1) ?? '').endsWith(`/${family}/${call === 'enroll' ? 'create/' : ''}begin`),
    );
    await settled();
    return page;
  }
});

/** Notes each answer when it has come whole: reading it takes no further task. */
const noting =
  (answers: string[]): typeof fetch =>
  async (input) => {
    const reply = await fetch(input);
    const text = await reply.text();
    answers.push(reply.url);
    return Object.assign(new Response(text, reply), { text: () => Promise.resolve(text) });
  };

import { expect } from 'chai';
import { AutofillScene } from '../support/autofill-scene.ts';
import { failure, pageWithPasskey, signedOut, TestClient, until } from '../support/client.ts';
import { replaceMember } from '../support/prompts.ts';
import { settled } from '../support/fake-clock.ts';
import { unlessFirefox } from './unless-firefox.ts';

const withPicker = unlessFirefox('Firefox answers no conditional request without a person');

/** Shared by all copies of the package on a page. */
interface Lock {
  readonly waiting: ReadonlySet<unknown>;
}

const begin = 'POST login/usernameless-webauthn/begin';
const complete = 'POST login/usernameless-webauthn/complete';

describe('autofill', () => {
  let scene: AutofillScene;

  beforeEach(async () => {
    scene = await AutofillScene.open();
  });

  afterEach(() => scene.close());

  it('is one conditional request without a list of passkeys', async () => {
    const { page, prompt } = await scene.armed();
    expect(prompt.options).to.have.property('mediation', 'conditional');
    expect(prompt.options.publicKey).to.have.deep.property('allowCredentials', []);
    expect(page.requests).to.deep.equal([begin]);
  });

  withPicker('signs in with what the person picks later', async () => {
    const { prompt } = await scene.armed();
    prompt.pass();
    await until(() => scene.signedIn.length === 1);
    expect(scene.signedIn[0]).to.include({ is: 'tokens', crossDevice: false });
  });

  it('goes on when the function that hears of failures fails itself', async () => {
    const page = await pageWithPasskey('shop', signedOut, scene.clock);
    const first = scene.nextPrompt();
    const theirs = new Error('of the page');
    const onFailed = () => {
      throw theirs;
    };
    const reported: unknown[] = [];
    const restore = replaceMember(globalThis, 'reportError', (error: unknown) => reported.push(error));
    scene.start(page, { onFailed });
    (await first).cancel();
    await until(() => scene.clock.pending.includes(2000));
    const again = scene.nextPrompt();
    await scene.clock.advance(2000);
    await again;
    restore();
    expect(reported).to.deep.equal([theirs]);
  });

  it('leaves nothing behind when it is stopped while another ceremony holds the page', async () => {
    const { page } = await scene.armed();
    const leaving = new AbortController();
    const asked = scene.nextPrompt();
    const signingIn = failure(page.passkeys.signIn({ signal: leaving.signal }));
    await asked;
    await settled();
    const waiting = () => (Reflect.get(globalThis, Symbol.for('connect-passkeys.slot')) as Lock).waiting.size;
    const before = waiting();
    for (let times = 0; times < 5; times += 1) {
      const autofill = page.passkeys.autofill({ onSignedIn: () => undefined });
      await until(() => waiting() === before + 1);
      autofill.stop();
      expect(waiting()).to.equal(before);
    }
    leaving.abort();
    expect((await signingIn).code).to.equal('aborted');
  });

  it('gives way to a click, which takes over its unspent challenge: two requests in all', async () => {
    const { page, prompt } = await scene.armed();
    const asked = scene.nextPrompt();
    const signingIn = page.passkeys.signIn();
    const modal = await asked;
    expect(prompt.options.signal?.aborted).to.equal(true);
    expect(modal.challenge).to.equal(prompt.challenge);
    modal.pass();
    await signingIn;
    expect(page.requests).to.deep.equal([begin, complete]);
  });

  it('comes back after the outcome of another ceremony, with a challenge of its own', async () => {
    const { page } = await scene.armed();
    const asked = scene.nextPrompt();
    const signingIn = failure(page.passkeys.signIn());
    const modal = await asked;
    modal.cancel();
    expect((await signingIn).code).to.equal('cancelled');
    const again = scene.nextPrompt();
    await scene.clock.advance(1000);
    const { options, challenge } = await again;
    expect(options).to.have.property('mediation', 'conditional');
    expect(challenge).to.not.equal(modal.challenge);
  });

  it('does not ask for anything before the page could react to a sign-in', async () => {
    const { page } = await scene.armed();
    const asked = scene.nextPrompt();
    const signingIn = page.passkeys.signIn();
    (await asked).pass();
    await signingIn;
    await scene.clock.advance(999);
    scene.stop();
    await scene.clock.advance(60_000);
    expect(page.requests).to.deep.equal([begin, complete]);
  });

  it('gives way to a ceremony of another client on the page', async () => {
    const { prompt } = await scene.armed();
    const other = new TestClient('shop', signedOut);
    const asked = scene.nextPrompt();
    const signingIn = failure(other.passkeys.signIn());
    (await asked).cancel();
    await signingIn;
    expect(prompt.options.signal?.aborted).to.equal(true);
  });

  it('gives way to a password sign-in', async () => {
    const { page, prompt } = await scene.armed();
    await page.signInAda();
    expect(prompt.options.signal?.aborted).to.equal(true);
  });

  it('lesson 13: failures surface nowhere but in onFailed', async () => {
    const { prompt } = await scene.armed();
    const unhandled: unknown[] = [];
    const note = (event: PromiseRejectionEvent): void => void unhandled.push(event.reason);
    addEventListener('unhandledrejection', note);
    prompt.fail(new DOMException('No.', 'UnknownError'));
    await until(() => scene.failures.length === 1);
    await settled();
    removeEventListener('unhandledrejection', note);
    expect(scene.failures).to.deep.equal(['provider_error']);
    expect(unhandled).to.deep.equal([]);
  });

  it('is stopped by pagehide and comes back from the back-forward cache', async () => {
    const { prompt } = await scene.armed();
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(prompt.options.signal?.aborted).to.equal(true);
    await scene.clock.advance(60_000);
    const again = scene.nextPrompt();
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect((await again).options).to.have.property('mediation', 'conditional');
  });

  it('does nothing more after stop, and nothing late', async () => {
    const { page, prompt } = await scene.armed();
    scene.stop();
    expect(prompt.options.signal?.aborted).to.equal(true);
    const { length } = scene.prompts.seen;
    await scene.clock.advance(3_600_000);
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await scene.clock.advance(3_600_000);
    expect(scene.prompts.seen.length).to.equal(length);
    expect(page.requests).to.deep.equal([begin]);
    expect(scene.failures).to.deep.equal([]);
  });

  it('stopped in the tick of its start, it asks nothing', async () => {
    const page = new TestClient('shop', signedOut, scene.clock);
    const leaving = new AbortController();
    scene.start(page, { signal: leaving.signal });
    leaving.abort();
    await scene.clock.advance(60_000);
    expect(page.requests).to.deep.equal([]);
    expect(scene.prompts.seen).to.deep.equal([]);
  });

  it('bad input 121: started, stopped and started in one tick, as StrictMode does, it is one request', async () => {
    const page = new TestClient('shop', signedOut, scene.clock);
    const asked = scene.nextPrompt();
    scene.start(page);
    scene.stop();
    scene.start(page);
    await asked;
    await scene.clock.advance(60_000);
    expect(scene.prompts.seen).to.have.length(1);
    expect(page.requests).to.deep.equal([begin]);
    expect(scene.failures).to.deep.equal([]);
  });

  it('two of them do not chase each other: one is armed, the other stands by', async () => {
    const { prompt } = await scene.armed();
    const other = new TestClient('shop', signedOut, scene.clock);
    await other.passkeys.support();
    const second = other.passkeys.autofill({ onSignedIn: () => undefined });
    await scene.clock.advance(60_000);
    expect(prompt.answered).to.equal(false);
    const handedOver = scene.nextPrompt();
    scene.stop();
    await scene.clock.advance(1000);
    expect((await handedOver).options).to.have.property('mediation', 'conditional');
    second.stop();
  });

  it('asks nobody in Classic mode, and reports nothing', async () => {
    const page = new TestClient('portal', signedOut, scene.clock);
    scene.start(page);
    await until(() => page.requests.length === 1);
    await scene.clock.advance(60_000);
    expect(page.requests).to.deep.equal([begin]);
    expect(scene.prompts.seen).to.deep.equal([]);
    expect(scene.failures).to.deep.equal([]);
  });
});

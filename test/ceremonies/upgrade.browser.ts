import { expect } from 'chai';
import { planScenario, resetWorld, TestClient, until } from '../support/client.ts';
import { Prompts } from '../support/prompts.ts';
import { StillClock } from '../support/still-clock.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../support/virtual-authenticator.ts';

/**
 * Chromium's conditional creation never completes under automation, so its answer is that of a modal creation of
 * the same options.
 */
describe('silent creation after a password sign-in', () => {
  let authenticator: VirtualAuthenticator;
  let prompts: Prompts;
  let clock: StillClock;

  beforeEach(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('internal');
    prompts = new Prompts({ hold: true });
    clock = new StillClock();
  });

  afterEach(async () => {
    prompts.remove();
    await authenticator.remove();
  });

  async function signedIn(upgrade = true): Promise<TestClient> {
    const page = new TestClient('shop', { upgrade }, clock);
    await page.signInAda();
    page.requests.length = 0;
    return page;
  }

  async function answerAsModal(): Promise<void> {
    await until(() => prompts.seen.length > 0);
    const { publicKey } = prompts.seen.at(-1)!.options;
    const create = CredentialsContainer.prototype.create.bind(navigator.credentials);
    prompts.seen
      .at(-1)!
      .succeed(await create({ publicKey: publicKey as PublicKeyCredentialCreationOptions }));
  }

  it('is off unless the integrator switches it on', async () => {
    const page = await signedIn(false);
    expect(await page.passkeys.upgrade()).to.equal(undefined);
    expect(page.requests).to.deep.equal([]);
  });

  it('asks without a dialog, on the path that is for it', async () => {
    const urls: string[] = [];
    const noting: typeof fetch = (input) => {
      urls.push((input as Request).url);
      return fetch(input);
    };
    const page = new TestClient('shop', { upgrade: true, fetch: noting });
    await page.signInAda();
    const upgrading = page.passkeys.upgrade();
    await answerAsModal();
    const made = await upgrading;
    expect(made).to.include({ mode: 'smart' });
    expect(prompts.seen.at(-1)?.options).to.have.property('mediation', 'conditional');
    expect(urls.some((url) => url.endsWith('create/begin?mediation=conditional'))).to.equal(true);
    expect((await page.passkeys.list()).passkeys).to.have.length(1);
  });

  it('ends silently when the password manager makes none in time', async () => {
    const page = await signedIn();
    const upgrading = page.passkeys.upgrade();
    await until(() => prompts.seen.length === 1);
    await clock.advance(10_000);
    expect(await upgrading).to.equal(undefined);
    expect(prompts.seen[0]?.options.signal?.aborted).to.equal(true);
  });

  it('ends silently when the person has one already', async () => {
    const page = await signedIn();
    const upgrading = page.passkeys.upgrade();
    await until(() => prompts.seen.length === 1);
    prompts.seen[0]?.fail(new DOMException('There is one.', 'InvalidStateError'));
    expect(await upgrading).to.equal(undefined);
  });

  it('leaves no orphan when the server refuses it', async () => {
    await planScenario({
      path: '**/create/complete',
      effect: 'fail',
      status: 400,
      error_code: 'verification_failed',
    });
    const page = await signedIn();
    const upgrading = page.passkeys.upgrade();
    await answerAsModal();
    expect(await upgrading).to.equal(undefined);
    await authenticator.nextEvent('deleted');
  });

  it('stops a pending autofill first', async () => {
    const page = await signedIn();
    const autofill = page.passkeys.autofill({ onSignedIn: () => undefined });
    await until(() => prompts.seen.length === 1);
    const upgrading = page.passkeys.upgrade();
    await until(() => prompts.seen.length === 2);
    expect(prompts.seen[0]?.options.signal?.aborted).to.equal(true);
    autofill.stop();
    prompts.seen[1]?.cancel();
    expect(await upgrading).to.equal(undefined);
  });
});

import { expect } from 'chai';
import { failure, TestClient, until } from '../support/client.ts';
import { advanceServer, plan } from '../support/mock-control.ts';
import type { Prompt } from '../support/prompts.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { setMechanisms, setPool } from '../support/settings.ts';
import { addVirtualAuthenticator } from '../support/virtual-authenticator.ts';
import { unlessFirefox } from './unless-firefox.ts';
import { SignedInScene } from './prompt-scene.ts';

const withPlatform = unlessFirefox("Firefox takes no virtual authenticator for the platform's");
const withSignals = unlessFirefox('Firefox has no Signal API');
const withTwo = unlessFirefox('Firefox asks no second authenticator after the first has refused');

describe('enrolling', () => {
  const scene = new SignedInScene();

  it('puts a default name through the name call, numbered when it is taken', async () => {
    const first = await scene.page.passkeys.enroll();
    await scene.authenticator.clearCredentials();
    await scene.authenticator.remove();
    scene.authenticator = await addVirtualAuthenticator('internal');
    const second = await scene.page.passkeys.enroll();
    const { passkeys } = await scene.page.passkeys.list();
    expect(first.name).to.be.a('string').and.not.equal('');
    expect(second.name).to.equal(`${first.name} 2`);
    expect(passkeys.map(({ name }) => name)).to.have.members([first.name, second.name]);
  });

  it('follows the mode after a switch', async () => {
    await scene.page.passkeys.enroll({ name: 'Smart' });
    await setMechanisms('shop', ['password', 'webauthn']);
    await addedKey(async () => {
      const made = await scene.page.passkeys.enroll({ name: 'Classic' });
      expect(made.mode).to.equal('classic');
    });
    const { passkeys, mode } = await scene.page.passkeys.list();
    expect(mode).to.equal('classic');
    expect(passkeys.map(({ name, worksNow }) => [name, worksNow])).to.have.deep.members([
      ['Smart', false],
      ['Classic', true],
    ]);
  });

  it('says so where passkeys are not available', async () => {
    await setMechanisms('shop', ['password']);
    expect((await failure(scene.page.passkeys.enroll())).code).to.equal('mechanism_disabled');
  });

  it('lesson 16: the same authenticator twice is a duplicate, and makes nothing', async () => {
    await scene.page.passkeys.enroll();
    expect((await failure(scene.page.passkeys.enroll())).code).to.equal('already_registered');
    expect(await scene.authenticator.credentials()).to.have.length(1);
  });

  it('a cancel, for which people need longer than an unfit authenticator, is a cancel', async () => {
    const clock = new FakeClock();
    scene.page = new TestClient('shop', {}, clock);
    await scene.page.signInAda();
    scene.prompts.set({ hold: true });
    const enrolling = failure(scene.page.passkeys.enroll());
    await until(() => scene.prompts.seen.length === 1);
    await clock.advance(1000);
    scene.prompts.seen[0]?.cancel();
    expect(await enrolling).to.include({ code: 'cancelled', inferred: true });
  });

  withPlatform('asks for what the page chose', async () => {
    await scene.page.passkeys.enroll({ attachment: 'platform', hints: ['client-device'] });
    const { publicKey } = scene.prompts.seen[0]!.options;
    expect(publicKey).to.have.nested.property('authenticatorSelection.authenticatorAttachment', 'platform');
    expect(publicKey).to.have.nested.property('authenticatorSelection.residentKey', 'required');
    expect(publicKey).to.have.deep.property('hints', ['client-device']);
  });

  withSignals('a passkey that the server refuses does not stay in the password manager', async () => {
    await plan({
      path: '**/create/complete',
      effect: 'fail',
      status: 400,
      error_code: 'verification_failed',
    });
    expect((await failure(scene.page.passkeys.enroll())).code).to.equal('verification_failed');
    await scene.authenticator.nextEvent('deleted');
    expect(await scene.authenticator.credentials()).to.deep.equal([]);
  });

  it('a passkey whose answer was lost is found in the list', async () => {
    await plan({ path: '**/create/complete', effect: 'drop', when: 'after' });
    const made = await scene.page.passkeys.enroll({ name: 'Work key' });
    expect(made.name).to.equal('Work key');
    expect(await scene.authenticator.credentials()).to.have.length(1);
  });

  it('a passkey that the server never saw stays where it is: nobody refused it', async () => {
    await plan({ path: '**/create/complete', effect: 'drop', when: 'before', times: 20 });
    expect((await failure(scene.page.passkeys.enroll())).code).to.equal('server_error');
    expect(await scene.authenticator.credentials()).to.have.length(1);
  });

  it('a name that the server refuses does not undo the passkey', async () => {
    await plan({
      method: 'PUT',
      path: '**/name',
      effect: 'fail',
      status: 400,
      error_code: 'invalid_request',
    });
    const made = await scene.page.passkeys.enroll({ name: 'Work key' });
    expect((await scene.page.passkeys.list()).passkeys).to.have.length(1);
    expect(made).to.not.have.property('name');
  });

  it('says when no more passkeys are allowed', async () => {
    await setPool({ limits: { max_credentials: 10, webauthn_credentials: 1 } });
    await scene.page.passkeys.enroll();
    expect((await failure(scene.page.passkeys.enroll())).code).to.equal('capacity_reached');
  });

  describe('later than five minutes after signing in', () => {
    it('steps up with a passkey of the same person, and goes on', async () => {
      await scene.page.passkeys.enroll({ name: 'First' });
      await advanceServer(301);
      scene.prompts.set({ hold: true });
      const enrolling = scene.page.passkeys.enroll({ name: 'Second' });
      await promptFor('get', pass);
      await promptFor('create', otherAuthenticator);
      expect((await enrolling).name).to.equal('Second');
      expect((await scene.page.passkeys.list()).passkeys).to.have.length(2);
    });

    withTwo('steps up also when the five minutes end during the prompt', async () => {
      await scene.page.passkeys.enroll({ name: 'First' });
      await advanceServer(200);
      const { length } = await scene.authenticator.credentials();
      scene.prompts.set({ hold: true });
      const enrolling = scene.page.passkeys.enroll({ name: 'Second' });
      await promptFor('create', async (prompt) => {
        await advanceServer(120);
        const key = await addVirtualAuthenticator('usb');
        await scene.authenticator.setUserVerified(false);
        prompt.pass();
        await prompt.answer;
        await key.remove();
        await scene.authenticator.setUserVerified(true);
      });
      await promptFor('get', pass);
      expect((await enrolling).name).to.equal('Second');
      expect(await scene.authenticator.credentials()).to.have.length(length);
    });

    it('cancelling the step-up changes nothing', async () => {
      await scene.page.passkeys.enroll({ name: 'First' });
      await advanceServer(301);
      scene.prompts.set({ hold: true });
      const enrolling = failure(scene.page.passkeys.enroll({ name: 'Second' }));
      await promptFor('get', cancel);
      expect((await enrolling).code).to.equal('cancelled');
      expect((await scene.page.passkeys.list()).passkeys).to.have.length(1);
    });
  });

  async function promptFor(
    name: 'get' | 'create',
    answer: (prompt: Prompt) => Promise<void> | void,
  ): Promise<void> {
    const open = () => scene.prompts.seen.find((prompt) => prompt.name === name && !prompt.answered);
    await until(() => open() !== undefined);
    await answer(open()!);
  }

  /** The person takes a security key instead. */
  async function otherAuthenticator(prompt: Prompt): Promise<void> {
    await scene.authenticator.remove();
    scene.authenticator = await addVirtualAuthenticator('usb');
    prompt.pass();
  }

  /** Runs with a second authenticator, a security key. */
  async function addedKey(run: () => Promise<void>): Promise<void> {
    const key = await addVirtualAuthenticator('usb');
    try {
      await run();
    } finally {
      await key.remove();
    }
  }
});

const pass = (prompt: Prompt): void => {
  prompt.pass();
};

const cancel = (prompt: Prompt): void => {
  prompt.cancel();
};

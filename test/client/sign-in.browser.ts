import { expect } from 'chai';
import { ada, failure, pageWithPasskey, TestClient } from '../support/client.ts';
import { advanceServer, resetWorld } from '../support/mock-control.ts';
import { replaceStatic } from '../support/prompts.ts';
import { unlessFirefox } from './unless-firefox.ts';
import { PromptScene } from './prompt-scene.ts';

const withSignals = unlessFirefox('Firefox has no Signal API');
const withOverrides = unlessFirefox('Firefox cannot make an answer wrong');
const withImmediate = unlessFirefox('Firefox has no immediate mode');

describe('signing in', () => {
  const scene = new PromptScene();

  it('a cancelled prompt is a cancel, and the same button works again', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    const { prompt, running: attempt } = await scene.held(() => failure(passkeys.signIn()));
    prompt.cancel();
    expect(await attempt).to.include({ code: 'cancelled', inferred: true });
    scene.prompts.set({});
    expect((await passkeys.signIn()).is).to.equal('tokens');
  });

  it('an expired challenge is told as that', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    const { prompt, running: attempt } = await scene.held(() => failure(passkeys.signIn()));
    await advanceServer(301);
    prompt.pass();
    expect((await attempt).code).to.equal('challenge_expired');
  });

  withSignals(
    'a passkey that the server does not know is unlearned where the pool owns its RP ID',
    async () => {
      const { passkeys } = await pageWithPasskey('shop', { ownsRpId: true });
      await resetWorld();
      expect((await failure(passkeys.signIn())).code).to.equal('unknown_credential');
      await scene.authenticator.nextEvent('deleted');
      expect(await scene.authenticator.credentials()).to.deep.equal([]);
    },
  );

  withOverrides('a bogus signature is refused, and the passkey is kept', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    await scene.authenticator.setResponseOverrides({ isBogusSignature: true });
    expect((await failure(passkeys.signIn())).code).to.equal('verification_failed');
    expect(await scene.authenticator.credentials()).to.have.length(1);
  });

  it('Classic mode needs to know who signs in', async () => {
    const { passkeys } = await pageWithPasskey('portal');
    expect((await failure(passkeys.signIn())).code).to.equal('invalid_request');
  });

  it('bad input 125: in Classic mode, who is unknown is prompted for and refused like everybody else', async () => {
    const { passkeys, requests } = await pageWithPasskey('portal', { mode: 'classic' });
    const seen: { readonly error: object; readonly ids: readonly string[] }[] = [];
    for (const identifier of [ada.identifier, 'nobody@example.com', 'nobody@example.com']) {
      const { prompt, running } = await scene.held(() => failure(passkeys.signIn({ identifier })));
      const ids = prompt.options.publicKey?.allowCredentials?.map(({ id }) => textOf(id)) ?? [];
      prompt.cancel();
      const { code, inferred, message } = await running;
      seen.push({ error: { code, inferred, message }, ids });
    }
    const [known, unknown, again] = seen;
    expect(unknown?.error).to.deep.equal(known?.error);
    expect(unknown?.ids).to.have.length.greaterThan(0);
    expect(again).to.deep.equal(unknown);
    expect(requests.every((path) => path.endsWith('/begin'))).to.equal(true);
  });

  it('hints reach the browser', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    await passkeys.signIn({ hints: ['hybrid'] });
    expect(scene.prompts.seen.at(-1)?.options.publicKey).to.have.deep.property('hints', ['hybrid']);
  });

  it('immediate mode is refused where the browser does not have it', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    const restore = replaceStatic('getClientCapabilities', () => Promise.resolve({ immediateGet: false }));
    const error = await failure(passkeys.signIn({ mediation: 'immediate' }));
    restore();
    expect(error.code).to.equal('unsupported');
  });

  withImmediate('immediate mode without a passkey at hand says so, and opens no dialog', async () => {
    const { passkeys } = new TestClient('shop');
    const error = await failure(passkeys.signIn({ mediation: 'immediate' }));
    expect(error).to.include({ code: 'no_passkey', inferred: true });
    expect(scene.prompts.seen.at(-1)?.options).to.have.property('uiMode', 'immediate');
  });
});

const textOf = (id: BufferSource): string => String(new Uint8Array(id as ArrayBuffer));

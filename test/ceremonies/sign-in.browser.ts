import { expect } from 'chai';
import {
  ada,
  advanceServer,
  failure,
  pageWithPasskey,
  resetWorld,
  TestClient,
  until,
} from '../support/client.ts';
import { Prompts, replaceStatic } from '../support/prompts.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../support/virtual-authenticator.ts';
import { unlessFirefox } from './unless-firefox.ts';

const withSignals = unlessFirefox('Firefox has no Signal API');
const withOverrides = unlessFirefox('Firefox cannot make an answer wrong');
const withImmediate = unlessFirefox('Firefox has no immediate mode');

describe('signing in', () => {
  let authenticator: VirtualAuthenticator;
  let prompts: Prompts;

  beforeEach(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('internal');
    prompts = new Prompts();
  });

  afterEach(async () => {
    prompts.remove();
    await authenticator.remove();
  });

  it('a cancelled prompt is a cancel, and the same button works again', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    prompts.set({ hold: true });
    const { length } = prompts.seen;
    const attempt = failure(passkeys.signIn());
    await until(() => prompts.seen.length === length + 1);
    prompts.seen.at(-1)?.cancel();
    expect(await attempt).to.include({ code: 'cancelled', inferred: true });
    prompts.set({});
    expect((await passkeys.signIn()).is).to.equal('tokens');
  });

  it('an expired challenge is told as that', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    prompts.set({ hold: true });
    const { length } = prompts.seen;
    const attempt = failure(passkeys.signIn());
    await until(() => prompts.seen.length === length + 1);
    await advanceServer(301);
    prompts.seen.at(-1)?.pass();
    expect((await attempt).code).to.equal('challenge_expired');
  });

  withSignals('a passkey that the server does not know is unlearned', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    await resetWorld();
    expect((await failure(passkeys.signIn())).code).to.equal('unknown_credential');
    await authenticator.nextEvent('deleted');
    expect(await authenticator.credentials()).to.deep.equal([]);
  });

  withOverrides('a bogus signature is refused, and the passkey is kept', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    await authenticator.setResponseOverrides({ isBogusSignature: true });
    expect((await failure(passkeys.signIn())).code).to.equal('verification_failed');
    expect(await authenticator.credentials()).to.have.length(1);
  });

  it('Classic mode needs to know who signs in', async () => {
    const { passkeys } = await pageWithPasskey('portal');
    expect((await failure(passkeys.signIn())).code).to.equal('invalid_request');
  });

  it('bad input 125: in Classic mode, who is unknown is prompted for and refused like everybody else', async () => {
    const { passkeys, requests } = await pageWithPasskey('portal', { mode: 'classic' });
    prompts.set({ hold: true });
    const seen: { readonly error: object; readonly ids: readonly string[] }[] = [];
    for (const identifier of [ada.identifier, 'nobody@example.com', 'nobody@example.com']) {
      const { length } = prompts.seen;
      const attempt = failure(passkeys.signIn({ identifier }));
      await until(() => prompts.seen.length > length);
      const ids = prompts.seen.at(-1)?.options.publicKey?.allowCredentials?.map(({ id }) => textOf(id)) ?? [];
      prompts.seen.at(-1)?.cancel();
      const { code, inferred, message } = await attempt;
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
    expect(prompts.seen.at(-1)?.options.publicKey).to.have.deep.property('hints', ['hybrid']);
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
    expect(prompts.seen.at(-1)?.options).to.have.property('uiMode', 'immediate');
  });
});

const textOf = (id: BufferSource): string => String(new Uint8Array(id as ArrayBuffer));

import { expect } from 'chai';
import type { PasskeysConfig } from '../../src/client/types.ts';
import { failure, TestClient, until } from '../support/client.ts';
import { advanceServer, plan } from '../support/mock-control.ts';
import { replaceStatic, type Prompt } from '../support/prompts.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { toBase64url } from '../../src/base64.ts';
import { PromptScene } from './prompt-scene.ts';

/**
 * Web Authentication Level 3, section 5.1.3 "Create a New Credential", mediation "conditional". Chromium's never
 * completes under automation, so its answer is that of a modal creation of the same options, without presence.
 */
describe('silent creation after a password sign-in', () => {
  const scene = new PromptScene();
  let clock: FakeClock;

  beforeEach(async () => {
    scene.prompts.set({ hold: true });
    clock = new FakeClock();
  });

  async function signedIn(config: Partial<PasskeysConfig> = {}): Promise<TestClient> {
    const page = new TestClient('shop', { upgrade: true, ...config }, clock);
    await page.signInAda();
    page.requests.length = 0;
    return page;
  }

  /** The password manager creates a passkey without asking: user-present is 0 (Web Authentication Level 3, section 6.3.2). */
  async function answerSilently(): Promise<Prompt> {
    await until(() => scene.prompts.seen.some(isOpen));
    const prompt = scene.prompts.seen.find(isOpen)!;
    const { publicKey } = prompt.options;
    const create = CredentialsContainer.prototype.create.bind(navigator.credentials);
    const made = await create({ publicKey: publicKey as PublicKeyCredentialCreationOptions });
    prompt.succeed(await withoutPresence(made as PublicKeyCredential, 'localhost'));
    return prompt;
  }

  it('is off unless the integrator switches it on', async () => {
    const page = await signedIn({ upgrade: false });
    expect(await page.passkeys.upgrade()).to.equal(undefined);
    expect(page.requests).to.deep.equal([]);
  });

  it('asks without a dialog, on the path on which user-present may be 0', async () => {
    const urls: string[] = [];
    const noting: typeof fetch = (input) => {
      urls.push((input as Request).url);
      return fetch(input);
    };
    const page = await signedIn({ fetch: noting });
    const upgrading = page.passkeys.upgrade();
    const { options } = await answerSilently();
    expect(await upgrading).to.include({ mode: 'smart' });
    expect(options).to.have.property('mediation', 'conditional');
    expect(urls.filter((url) => url.includes('create/begin'))).to.deep.equal([
      `${location.origin}/acme/shop/identity/v2/self/usernameless-webauthn/create/begin?mediation=conditional`,
    ]);
    expect((await page.passkeys.list()).passkeys).to.have.length(1);
  });

  it('is the only path on which user-present may be 0', async () => {
    const page = await signedIn();
    const enrolling = failure(page.passkeys.enroll());
    await answerSilently();
    expect((await enrolling).code).to.equal('verification_failed');
    expect((await page.passkeys.list()).passkeys).to.deep.equal([]);
  });

  it('does nothing after a sign-in with a passkey', async () => {
    const page = await signedIn();
    const upgrading = page.passkeys.upgrade();
    await answerSilently();
    await upgrading;
    const signingIn = page.passkeys.signIn();
    await until(() => scene.prompts.seen.some(isOpen));
    scene.prompts.seen.find(isOpen)?.pass();
    await signingIn;
    page.requests.length = 0;
    expect(await page.passkeys.upgrade()).to.equal(undefined);
    expect(page.requests).to.deep.equal([]);
  });

  it('ends silently when the password manager makes none in time', async () => {
    const page = await signedIn();
    const upgrading = page.passkeys.upgrade();
    await until(() => scene.prompts.seen.length === 1);
    await clock.advance(10_000);
    expect(await upgrading).to.equal(undefined);
    expect(scene.prompts.seen[0]?.options.signal?.aborted).to.equal(true);
  });

  it('holds nobody for more than two seconds, also when the server does not answer', async () => {
    const page = await signedIn({
      fetch: (input) =>
        (input as Request).url.endsWith('/me') ? new Promise(() => undefined) : fetch(input),
    });
    const upgrading = page.passkeys.upgrade();
    await until(() => page.requests.length === 1);
    await clock.advance(2000);
    expect(await upgrading).to.equal(undefined);
  });

  it('completes a passkey that exists after two seconds, without holding anybody', async () => {
    let release!: () => void;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const page = await signedIn({
      fetch: async (input) => {
        if ((input as Request).url.endsWith('/create/complete')) await gate;
        return fetch(input);
      },
    });
    const upgrading = page.passkeys.upgrade();
    await answerSilently();
    await until(() => page.requests.some((request) => request.endsWith('/create/complete')));
    await clock.advance(2000);
    expect(await upgrading).to.equal(undefined);
    release();
    await until(() => page.requests.some((request) => request.startsWith('PUT')));
    expect((await page.passkeys.list()).passkeys).to.have.length(1);
  });

  for (const name of [
    'InvalidStateError',
    'NotAllowedError',
    'NotSupportedError',
    'UnknownError',
    'TypeError',
  ]) {
    it(`ends silently when the browser answers with ${name}, and signals nothing`, async () => {
      const page = await signedIn();
      const upgrading = page.passkeys.upgrade();
      await until(() => scene.prompts.seen.length === 1);
      scene.prompts.seen[0]?.fail(new DOMException('No.', name));
      expect(await upgrading).to.equal(undefined);
      expect(page.requests).to.have.length(2);
    });
  }

  it('ends silently, and asks nobody, when the sign-in is too old', async () => {
    const page = await signedIn();
    await advanceServer(301);
    expect(await page.passkeys.upgrade()).to.equal(undefined);
    expect(scene.prompts.seen).to.deep.equal([]);
  });

  it('ends silently with its signal, also while the browser is asked', async () => {
    const page = await signedIn();
    const leaving = new AbortController();
    const upgrading = page.passkeys.upgrade({ signal: leaving.signal });
    await until(() => scene.prompts.seen.length === 1);
    leaving.abort();
    expect(await upgrading).to.equal(undefined);
    expect(scene.prompts.seen[0]?.options.signal?.aborted).to.equal(true);
  });

  it('is nothing in a browser without it', async () => {
    const restore = replaceStatic('getClientCapabilities', () =>
      Promise.resolve({ conditionalCreate: false }),
    );
    const page = await signedIn();
    expect(await page.passkeys.upgrade()).to.equal(undefined);
    restore();
    expect(page.requests).to.deep.equal([]);
  });

  it('leaves no orphan when the server refuses it', async () => {
    await plan({
      path: '**/create/complete',
      effect: 'fail',
      status: 400,
      error_code: 'verification_failed',
    });
    const page = await signedIn();
    const upgrading = page.passkeys.upgrade();
    await answerSilently();
    expect(await upgrading).to.equal(undefined);
    await scene.authenticator.nextEvent('deleted');
  });

  it('stops a pending autofill first', async () => {
    const page = await signedIn();
    const autofill = page.passkeys.autofill({ onSignedIn: () => undefined });
    await until(() => scene.prompts.seen.length === 1);
    const upgrading = page.passkeys.upgrade();
    await until(() => scene.prompts.seen.length === 2);
    expect(scene.prompts.seen[0]?.options.signal?.aborted).to.equal(true);
    autofill.stop();
    scene.prompts.seen[1]?.cancel();
    expect(await upgrading).to.equal(undefined);
  });
});

const isOpen = (prompt: Prompt): boolean => !prompt.answered;

/** The same credential with the flag UP cleared: an attestation of the format "none" signs nothing. */
async function withoutPresence(credential: PublicKeyCredential, rpId: string): Promise<PublicKeyCredential> {
  const { attestationObject } = credential.response as AuthenticatorAttestationResponse;
  const bytes = new Uint8Array(attestationObject.slice(0));
  const rpIdHash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(rpId)));
  const start = bytes.findIndex((_, index) =>
    rpIdHash.every((byte, offset) => bytes[index + offset] === byte),
  );
  const flags = start + rpIdHash.length;
  expect((bytes[flags] ?? 0) & 1, 'user-present as made').to.equal(1);
  bytes[flags]! &= ~1;
  const json = credential.toJSON() as RegistrationResponseJSON;
  const response = { ...json.response, attestationObject: toBase64url(bytes) };
  return { toJSON: () => ({ ...json, response }) } as unknown as PublicKeyCredential;
}

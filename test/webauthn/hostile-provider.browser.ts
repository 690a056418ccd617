import { expect } from 'chai';
import { ada, failure, pageWithPasskey, signedOut, TestClient, until } from '../support/client.ts';
import { replaceStatic, type Prompt } from '../support/prompts.ts';
import { settled, FakeClock } from '../support/fake-clock.ts';
import { PromptScene } from '../client/prompt-scene.ts';

/** As some extensions answer: the members of a credential on an object of their own. */
function imitation(credential: PublicKeyCredential, changes: object = {}): PublicKeyCredential {
  const { id, rawId, type, authenticatorAttachment, response } = credential;
  const own = { id, rawId, type, authenticatorAttachment, response, getClientExtensionResults: () => ({}) };
  return Object.defineProperties(
    own,
    Object.getOwnPropertyDescriptors(changes),
  ) as unknown as PublicKeyCredential;
}

const throwing = (): never => {
  throw new Error('An extension broke.');
};

describe('an extension in the place of navigator.credentials', () => {
  const scene = new PromptScene();

  /** Runs a ceremony in which the extension replaces the genuine answer by its own. */
  async function answeredWith<T>(
    ceremony: () => Promise<T>,
    change: (credential: PublicKeyCredential) => Credential | null,
  ): Promise<T> {
    scene.prompts.set({ hold: true });
    const { length } = scene.prompts.seen;
    const result = ceremony();
    await Promise.race([until(() => scene.prompts.seen.length > length), result]);
    const prompt = scene.prompts.seen.at(-1)!;
    prompt.succeed(change((await prompt.ask()) as PublicKeyCredential));
    return result;
  }

  it('bad input 124: a credential without toJSON signs in', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    const result = await answeredWith(() => passkeys.signIn(), imitation);
    expect(result).to.include({ is: 'tokens', crossDevice: false });
  });

  it('bad input 124: a credential without toJSON is enrolled', async () => {
    const page = new TestClient('shop');
    await page.signInAda();
    const made = await answeredWith(() => page.passkeys.enroll({ name: 'Key' }), imitation);
    expect(made).to.include({ name: 'Key', mode: 'smart' });
  });

  it('lesson 17: a toJSON that throws, and optional getters that throw, do no harm', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    const changes = {
      toJSON: throwing,
      getClientExtensionResults: throwing,
      get authenticatorAttachment() {
        return throwing();
      },
    };
    const result = await answeredWith(
      () => passkeys.signIn(),
      (real) => imitation(real, changes),
    );
    expect(result.is).to.equal('tokens');
  });

  it('lesson 19: a toJSON that writes padded base64 is not believed', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    const toJSON = (real: PublicKeyCredential) => () => {
      const json = real.toJSON() as { readonly id: string };
      return { ...json, id: `${json.id}==`, rawId: `${json.id}==` };
    };
    const result = await answeredWith(
      () => passkeys.signIn(),
      (real) => imitation(real, { toJSON: toJSON(real) }),
    );
    expect(result.is).to.equal('tokens');
  });

  it('a toJSON that writes null for no user handle is not believed', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    const toJSON = (real: PublicKeyCredential) => () => {
      const json = real.toJSON() as unknown as { readonly response: object };
      return { ...json, response: { ...json.response, userHandle: null } };
    };
    const result = await answeredWith(
      () => passkeys.signIn(),
      (real) => imitation(real, { toJSON: toJSON(real) }),
    );
    expect(result.is).to.equal('tokens');
  });

  for (const [what, change] of [
    ['nothing', () => null],
    ['an empty object', () => ({}) as Credential],
    [
      'a response whose getters throw',
      (real: PublicKeyCredential) =>
        imitation(real, {
          get response() {
            return throwing();
          },
        }),
    ],
    ['a response without a signature', (real: PublicKeyCredential) => imitation(real, { response: {} })],
  ] satisfies readonly (readonly [string, (real: PublicKeyCredential) => Credential | null])[]) {
    it(`bad input 124: ${what} as the answer is a failure of the provider`, async () => {
      const { passkeys, requests } = await pageWithPasskey('shop');
      const error = await failure(answeredWith(() => passkeys.signIn(), change));
      expect(error.code).to.equal('provider_error');
      expect(requests.filter((request) => request.endsWith('/complete'))).to.deep.equal([]);
    });
  }

  it('bad input 124: one that never answers ends in bounded time', async () => {
    const clock = new FakeClock();
    const { passkeys } = await pageWithPasskey('shop', signedOut, clock);
    const prompt = await held(() => passkeys.signIn());
    await clock.advance(309_999);
    expect(prompt.isSettled()).to.equal(false);
    await clock.advance(1000);
    expect((await failure(prompt.result)).code).to.equal('timed_out');
  });

  it('bad input 124: one that ignores an abort is left behind', async () => {
    const clock = new FakeClock();
    const { passkeys } = await pageWithPasskey('shop', signedOut, clock);
    const leaving = new AbortController();
    const prompt = await held(() => passkeys.signIn({ signal: leaving.signal }));
    leaving.abort();
    await clock.advance(500);
    expect((await failure(prompt.result)).code).to.equal('aborted');
    scene.prompts.set({});
    expect((await passkeys.signIn()).is).to.equal('tokens');
  });

  it('the challenge of a request that ignored its abort is not used again', async () => {
    const clock = new FakeClock();
    const { passkeys } = await pageWithPasskey('shop', signedOut, clock);
    scene.prompts.set({ hold: true, deaf: true });
    const { length } = scene.prompts.seen;
    const autofill = passkeys.autofill({ onSignedIn: () => undefined });
    await until(() => scene.prompts.seen.length > length);
    const signingIn = passkeys.signIn();
    scene.prompts.set({});
    await settled();
    await clock.advance(500);
    await signingIn;
    const [stuck, modal] = scene.prompts.seen.slice(length) as [Prompt, Prompt];
    expect(modal.challenge).to.not.equal(stuck.challenge);
    autofill.stop();
  });

  it('lesson 17: methods are called on their object', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    const native = navigator.credentials.get.bind(navigator.credentials);
    const value = function (this: unknown, options: CredentialRequestOptions): Promise<Credential | null> {
      if (this !== navigator.credentials) throw new TypeError('Illegal invocation');
      return native(options);
    };
    Object.defineProperty(navigator.credentials, 'get', { configurable: true, value });
    expect((await passkeys.signIn()).is).to.equal('tokens');
  });

  it('lesson 17: one that throws at once is a failure of the provider', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    const value = (): never => {
      throw new TypeError('Illegal invocation');
    };
    Object.defineProperty(navigator.credentials, 'get', { configurable: true, value });
    expect((await failure(passkeys.signIn())).code).to.equal('provider_error');
  });

  it('lesson 17: capability probes that never resolve count as no', async () => {
    const clock = new FakeClock();
    const names = ['getClientCapabilities', 'isConditionalMediationAvailable'] as const;
    const restore = names.map((name) => replaceStatic(name, never));
    const { passkeys } = new TestClient('shop', {}, clock);
    const support = passkeys.support();
    await clock.advance(2000);
    expect(await support).to.include({ webauthn: true, autofill: false, immediate: false });
    expect(passkeys.support()).to.equal(support);
    restore.forEach((undo) => {
      undo();
    });
  });

  it('lesson 17: parsers that are missing are done without, with and without a list of passkeys', async () => {
    const names = ['parseCreationOptionsFromJSON', 'parseRequestOptionsFromJSON'] as const;
    const restore = names.map((name) => replaceStatic(name, undefined));
    const page = await pageWithPasskey('portal');
    const result = await page.passkeys.signIn({ identifier: ada.identifier });
    expect(result.is).to.equal('tokens');
    expect((await failure(page.passkeys.enroll())).code).to.equal('already_registered');
    restore.forEach((undo) => {
      undo();
    });
  });

  /** A ceremony with a prompt that neither answers nor listens to its signal. */
  async function held<T>(ceremony: () => Promise<T>) {
    scene.prompts.set({ hold: true, deaf: true });
    const { length } = scene.prompts.seen;
    let isSettled = false;
    const result = ceremony().finally(() => {
      isSettled = true;
    });
    result.catch(() => undefined);
    await until(() => scene.prompts.seen.length > length);
    await settled();
    return { result, isSettled: () => isSettled };
  }
});

const never = (): Promise<never> => new Promise(() => undefined);

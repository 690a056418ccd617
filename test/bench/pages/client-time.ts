/** Sign-ins without a network and without an authenticator: the rest is the client's own time. */
import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import ky from 'ky';
import { createPasskeys } from '../../../src/index.ts';

/** `ky`: the plain way with ky, as its documentation has it, in the place of fetch. */
export type Way = 'ours' | 'plain' | 'ky';

declare global {
  interface Window {
    /** Milliseconds of one sign-in, on average over so many. */
    timeSignIns(way: Way, times: number): Promise<number>;
  }
}

const base = `${location.origin}/acme/identity/customers/login/usernameless-webauthn`;
const replies: Readonly<Record<string, unknown>> = {
  begin: { publicKey: { challenge: 'AQIDBAUGBwgJCgsMDQ4PEA', rpId: 'localhost', timeout: 300_000 } },
  complete: { access_token: 'token', token_type: 'Bearer', expires_in: 3600 },
};

/** The work of `fetch` without a network: making a request and a response. */
const fetch: typeof globalThis.fetch = (input, init) => {
  const { url } = new Request(input, init);
  return Promise.resolve(Response.json(replies[url.slice(url.lastIndexOf('/') + 1)]));
};

const bytes = () => Uint8Array.from({ length: 32 }, (_, index) => index).buffer;
const assertion = {
  id: 'AAECAwQF',
  rawId: bytes(),
  type: 'public-key',
  authenticatorAttachment: 'platform',
  response: {
    authenticatorData: bytes(),
    clientDataJSON: bytes(),
    signature: bytes(),
    userHandle: bytes(),
  },
  getClientExtensionResults: () => ({}),
  toJSON: () => ({
    id: 'AAECAwQF',
    rawId: 'AAECAwQF',
    type: 'public-key',
    authenticatorAttachment: 'platform',
    response: { authenticatorData: 'AAEC', clientDataJSON: 'AAEC', signature: 'AAEC', userHandle: 'AAEC' },
    clientExtensionResults: {},
  }),
};
navigator.credentials.get = () => Promise.resolve(assertion);

const passkeys = createPasskeys({
  issuer: `${location.origin}/acme/shop`,
  poolId: 'customers',
  mode: 'smart',
  onTokens: () => undefined,
  remember: false,
  fetch,
});

const ways: Readonly<Record<Way, () => Promise<unknown>>> = {
  ours: () => passkeys.signIn(),
  plain: () => signInBy(post),
  ky: () => signInBy((step, json) => ky.post(`${base}/${step}`, { json, fetch }).json()),
};

window.timeSignIns = async (way, times) => {
  const started = performance.now();
  for (let done = 0; done < times; done += 1) await ways[way]();
  return (performance.now() - started) / times;
};

async function signInBy(send: typeof post): Promise<unknown> {
  const { publicKey } = (await send('begin', { workspace_id: 'shop' })) as {
    publicKey: PublicKeyCredentialRequestOptionsJSON;
  };
  return send('complete', await startAuthentication({ optionsJSON: publicKey }));
}

async function post(step: string, body: unknown): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch(`${base}/${step}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${step} answered ${reply.status}.`);
  return reply.json();
}

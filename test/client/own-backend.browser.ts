import { expect } from 'chai';
import { ada, failure, pageWithPasskey, TestClient } from '../support/client.ts';
import { resetWorld } from '../support/mock-control.ts';
import { Prompts } from '../support/prompts.ts';
import { authorizationUrl } from '../support/transaction.ts';
import { withVirtualAuthenticator } from '../support/virtual-authenticator.ts';

interface Sent {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

describe('a sign-in page with its own backend', () => {
  beforeEach(resetWorld);

  it('replaces URLs and reshapes bodies', () =>
    withVirtualAuthenticator('internal', async () => {
      const sent: Sent[] = [];
      const backend: typeof fetch = async (input) => {
        const request = input as Request;
        const { envelope, ...body } = (await request.clone().json()) as { readonly envelope: object };
        sent.push({ url: request.url, body });
        const url = request.url.replace('/own/', '/acme/identity/customers/login/usernameless-webauthn/');
        return fetch(url, { method: 'POST', headers: request.headers, body: JSON.stringify(envelope) });
      };
      const { passkeys } = await pageWithPasskey('shop', {
        fetch: backend,
        endpoints: {
          loginBegin: `${location.origin}/own/begin`,
          loginComplete: `${location.origin}/own/complete`,
        },
        onBegin: (envelope, call) => ({ envelope, ...call }),
        onComplete: (envelope, call) => ({ envelope, ...call }),
      });
      await passkeys.signIn();
      const call = { ceremony: 'sign-in', mode: 'smart' };
      expect(sent).to.deep.equal([
        { url: `${location.origin}/own/begin`, body: call },
        { url: `${location.origin}/own/complete`, body: call },
      ]);
    }));
});

describe('a backend that answers with a redirect', () => {
  it('is not followed, and gets its reason told', async () => {
    const redirecting: typeof fetch = async (input) => {
      const { redirect } = input as Request;
      return fetch(authorizationUrl, { redirect });
    };
    const { passkeys } = new TestClient('shop', { fetch: redirecting });
    const error = await failure(passkeys.signInWithPassword(ada.identifier, ada.password));
    expect(error).to.include({ code: 'bad_response', status: undefined });
    expect(error.message).to.match(/login\/password was answered with a redirect .* not followed/);
  });
});

const begin = { challenge: 'AAAA', timeout: 300_000, rpId: 'localhost' };

const replies: readonly (readonly [string, () => Response])[] = [
  [
    'HTML with status 200',
    () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }),
  ],
  ['a truncated reply', () => new Response('{"publicKey":{"chall')],
  ['204 where JSON is due', () => new Response(null, { status: 204 })],
  ['a reply of the wrong shape', () => Response.json({ publicKey: [] })],
  ['null', () => Response.json(null)],
  [
    'a __proto__ member',
    () => new Response('{"publicKey":{"challenge":"AAAA"},"__proto__":{"polluted":true}}'),
  ],
  [
    'a constructor member',
    () => new Response('{"publicKey":{"constructor":{"prototype":{"polluted":true}}}}'),
  ],
  ['a challenge that is no base64', () => Response.json({ publicKey: { ...begin, challenge: '§§§' } })],
];

describe('a server that answers with nonsense', () => {
  for (const [what, reply] of replies) {
    it(`bad input 123: ${what} is told as a bad response, and prompts nobody`, async () => {
      const { passkeys } = new TestClient('shop', { fetch: () => Promise.resolve(reply()) });
      expect((await failure(passkeys.signIn())).code).to.equal('bad_response');
      expect((await failure(passkeys.signInWithPassword(ada.identifier, 'x'))).code).to.equal('bad_response');
      expect({}).to.not.have.property('polluted');
    });
  }

  it('bad input 123: null lists are empty ones', async () => {
    const answers = [
      { publicKey: { ...begin, allowCredentials: null } },
      { credentials: null, identifiers: null },
    ];
    const { passkeys } = new TestClient('shop', {
      accessToken: () => 'token',
      fetch: () => Promise.resolve(Response.json(answers.shift())),
    });
    const prompts = new Prompts({ hold: true });
    const attempt = failure(passkeys.signIn());
    const prompt = await prompts.next();
    expect(prompt.options.publicKey).to.have.deep.property('allowCredentials', []);
    prompt.cancel();
    prompts.remove();
    await attempt;
    expect((await passkeys.list()).passkeys).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import type { PasskeysConfig } from '../../src/client/types.ts';
import { ada, failure, pageWithPasskey, TestClient } from '../support/client.ts';
import { resetWorld } from '../support/mock-control.ts';
import { beginTransaction, showQuery } from '../support/transaction.ts';
import { withVirtualAuthenticator } from '../support/virtual-authenticator.ts';
import { hostileRedirects } from './hostile-redirects.ts';

const fromUrl = { transaction: 'from-url' } as const;

describe('in an OAuth transaction', () => {
  const href = location.href;

  beforeEach(resetWorld);
  afterEach(() => {
    history.replaceState(null, '', href);
  });

  it('a passkey leads back to the issuer, and the SDK follows nothing by itself', () =>
    withVirtualAuthenticator('internal', async () => {
      const transaction = await beginTransaction();
      const { passkeys } = await pageWithPasskey('shop', { transaction });
      const result = await passkeys.signIn();
      expect(result.is).to.equal('redirect');
      expect(result).to.have.nested.property('redirectTo.origin', location.origin);
      expect(location.href).to.equal(href);
    }));

  it('a password does the same', async () => {
    const { passkeys } = new TestClient('shop', { transaction: await beginTransaction() });
    const result = await passkeys.signInWithPassword(ada.identifier, ada.password);
    expect(result).to.include({ is: 'redirect', crossDevice: false });
  });

  const hosted = '/acme/identity/customers/login';
  const pages: readonly (readonly [
    string,
    string | undefined,
    Partial<PasskeysConfig>,
    'redirect' | 'tokens',
  ])[] = [
    ['is found in the query of the hosted page of the pool', hosted, {}, 'redirect'],
    ['is found in the query of a page that says to be a hosted one', undefined, fromUrl, 'redirect'],
    ['of a link is not taken by a page that signs people in for itself', undefined, {}, 'tokens'],
    ["of a link is not taken at another pool's address", '/acme/identity/staff/login', {}, 'tokens'],
    ['of a link is not taken below the address of a hosted page', `${hosted}/help`, {}, 'tokens'],
    ['is left alone when the integrator says so', hosted, { transaction: null }, 'tokens'],
  ];

  for (const [what, path, config, outcome] of pages) {
    it(what, async () => {
      const { loginId, loginState } = await beginTransaction();
      showQuery({ login_id: loginId, login_state: loginState }, path);
      const { passkeys } = new TestClient('shop', config);
      expect((await passkeys.signInWithPassword(ada.identifier, ada.password)).is).to.equal(outcome);
    });
  }

  for (const address of hostileRedirects) {
    it(`bad input 122: ${JSON.stringify(address)} is refused, reported and not followed`, async () => {
      const before = location.href;
      const hostile: typeof fetch = () => Promise.resolve(Response.json({ redirect_to: address }));
      const redirectOrigins = ['https://login.example.com'];
      const { passkeys } = new TestClient('shop', { fetch: hostile, redirectOrigins });
      const error = await failure(passkeys.signInWithPassword(ada.identifier, ada.password));
      expect(error.code).to.equal('redirect_refused');
      expect(location.href).to.equal(before);
    });
  }

  it('a listed origin is not foreign', async () => {
    const listed: typeof fetch = () =>
      Promise.resolve(Response.json({ redirect_to: 'https://app.example/cb' }));
    const { passkeys } = new TestClient('shop', { fetch: listed, redirectOrigins: ['https://app.example'] });
    const result = await passkeys.signInWithPassword(ada.identifier, ada.password);
    expect(result).to.have.nested.property('redirectTo.href', 'https://app.example/cb');
  });
});

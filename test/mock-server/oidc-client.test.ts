import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mockListener } from '../../mock-server/hosts/listener.ts';
import { Visitor } from '../demo/visitor.ts';
import { pageScript } from '../support/page-scripts.ts';
import { openSite, sendScript, type Site } from '../support/site.ts';

const page =
  '<!doctype html><meta charset="utf-8"><title>App</title><body><script type="module" src="/app.js"></script>';

describe('oidc-client-ts, unchanged, on another origin', () => {
  let sites: readonly Site[] = [];
  let issuer: string;
  let app: string;
  let ada: Visitor;

  before(async () => {
    const [client = '', elements = '', sdk = ''] = await Promise.all(
      ['test/mock-server/oidc-client/app.ts', 'src/define.ts', 'src/index.ts'].map(pageScript),
    );
    const scripts: Readonly<Record<string, string>> = { '/elements.js': elements, '/sdk.js': sdk };
    const shop = await openSite((request, response) => {
      const script = request.url === '/app.js';
      response.writeHead(200, { 'Content-Type': script ? 'text/javascript' : 'text/html' });
      response.end(script ? client : page);
    });
    const mock = mockListener({ signInScript: '/elements.js', origins: [shop.url] });
    const connect = await openSite(async (request, response) => {
      const script = scripts[request.url ?? ''];
      if (script === undefined) await mock(request, response);
      else sendScript(response, script);
    });
    sites = [shop, connect];
    app = shop.url;
    issuer = `${connect.url}/acme/shop`;
    ada = await Visitor.arrive();
    await ada.takeDevice();
  });
  after(async () => {
    await ada.leave();
    for (const site of sites) await site.close();
  });

  async function signIn(): Promise<void> {
    await ada.reads('signed out');
    await ada.press('Sign in');
    await ada.isAt('/acme/identity/customers/login');
    await ada.type('Password', 'analytical engine');
    await ada.press('Sign in with a password');
    await ada.reads('ada@example.com by pwd');
  }

  it('signs in with a password on the hosted page', async () => {
    await ada.open(`${app}/?issuer=${encodeURIComponent(issuer)}`);
    await signIn();
  });

  it('renews with the refresh token, and without one in a frame', async () => {
    await ada.press('Renew');
    await ada.reads('renewed 1 times');
    await ada.press('Renew in a frame');
    await ada.reads('renewed 3 times');
  });

  it('asks again for whoever is signed in, and takes a passkey for it', async () => {
    await ada.open(`${issuer}/.well-known/jwks.json`);
    await ada.page.evaluate(enrol(issuer));
    await ada.open(app);
    await ada.press('Sign in again');
    // The virtual authenticator answers the autofill request by itself.
    await ada.reads('ada@example.com by pop');
  });

  it('signs out', async () => {
    await ada.press('Sign out');
    await ada.isAt('/');
    await ada.reads('signed out');
  });

  it('leads to the app who goes back to a sign-in that is finished', async () => {
    // One without a passkey, which would be picked from autofill at once.
    await ada.takeDevice();
    await signIn();
    await ada.page.goBack();
    await ada.reads('This sign-in is finished');
    await ada.follow('Go to Single-page app');
    await ada.reads('signed in');
    await ada.press('Sign out');
    await ada.reads('signed out');
  });

  it('leads on from a sign-in page that was open for too long', async () => {
    await ada.press('Sign in');
    await ada.isAt('/acme/identity/customers/login');
    await waitHalfAnHour(issuer);
    await ada.type('Password', 'analytical engine');
    await ada.press('Sign in with a password');
    await ada.reads('This sign-in took too long');
    await ada.page.reload();
    await ada.reads('This sign-in took too long');
    await ada.follow('Sign in again');
    await ada.type('Password', 'analytical engine');
    await ada.press('Sign in with a password');
    await ada.reads('ada@example.com by pwd');
    await ada.open(app);
    await ada.press('Sign out');
    await ada.reads('signed out');
  });

  it('goes back to the app, which learns of it, from a sign-in page that was open for too long', async () => {
    await ada.press('Sign in');
    await ada.isAt('/acme/identity/customers/login');
    await waitHalfAnHour(issuer);
    await ada.page.reload();
    await ada.follow('Go to Single-page app');
    assert.equal(new URL(ada.page.url()).origin, app);
    assert.equal(new URL(ada.page.url()).searchParams.get('error'), 'access_denied');
  });

  for (const [preferred, first] of [
    ['password', 'password'],
    ['webauthn', 'passkey'],
  ] as const) {
    it(`shows the ${first} first where the pool prefers it`, async () => {
      await ada.takeDevice();
      await ada.open(`${issuer}/.well-known/jwks.json`);
      await ada.page.evaluate(prefer(preferred));
      await ada.open(app);
      await ada.press('Sign in');
      await ada.isAt('/acme/identity/customers/login');
      await ada.reads('Sign in with a password');
      const tops = await ada.page.evaluate(topEdges);
      assert.equal(tops.passkey < tops.password ? 'passkey' : 'password', first);
    });
  }
});

/** A second more than a sign-in page has. */
async function waitHalfAnHour(issuer: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ advance_seconds: 1801 });
  const reply = await fetch(new URL('/_mock/clock', issuer), { method: 'POST', headers, body });
  assert.equal(reply.status, 200);
}

/** Makes a passkey in a page at the server's own origin; text, since it runs there. */
const enrol = (issuer: string) => `(async () => {
  const body = { workspace: 'shop', user: 'ada@example.com', scope: 'view_ss_profile manage_ss_profile' };
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch('/_mock/tokens', { method: 'POST', headers, body: JSON.stringify(body) });
  const { access_token } = await reply.json();
  const { createPasskeys } = await import('/sdk.js');
  await createPasskeys({ issuer: ${JSON.stringify(issuer)}, accessToken: () => access_token }).enroll();
})()`;

/** Changes the pool's preferred method in a page at the server's own origin. */
const prefer = (mechanism: string) => `(async () => {
  const headers = { 'Content-Type': 'application/json' };
  const order = { workspace: 'system', client: 'backoffice', scope: 'identity manage_configuration' };
  const minted = await fetch('/_mock/tokens', { method: 'POST', headers, body: JSON.stringify(order) });
  headers.Authorization = 'Bearer ' + (await minted.json()).access_token;
  const body = JSON.stringify({ preferred_authentication_mechanism: ${JSON.stringify(mechanism)} });
  const pool = '/api/identity/acme/system/pools/customers';
  const { status } = await fetch(pool, { method: 'PUT', headers, body });
  if (status !== 200) throw new Error('The pool answered ' + status);
})()`;

/** Where the two ways to sign in begin on the hosted page, in pixels from its top. */
function topEdges(): { readonly passkey: number; readonly password: number } {
  const button = document.querySelector('passkey-signin')?.shadowRoot?.querySelector('button');
  const form = document.querySelector('form');
  if (!button || !form) throw new Error('The page has not both ways to sign in.');
  return { passkey: button.getBoundingClientRect().top, password: form.getBoundingClientRect().top };
}

import { expect } from 'chai';
import { TestClient } from '../support/client.ts';
import { resetWorld } from '../support/mock-control.ts';
import { Prompts, replaceMember } from '../support/prompts.ts';
import { setMechanisms } from '../support/settings.ts';
import { unlessFirefox } from './unless-firefox.ts';

const withPolicy = unlessFirefox('Firefox does not tell its permissions policy');

const elsewhere = 'https://connect.example/acme/shop';

/** A server on another origin; the function decides its CORS headers. */
const remote =
  (allowed: boolean): typeof fetch =>
  async (input, init) => {
    const mode = input instanceof Request ? input.mode : init?.mode;
    if (!allowed && mode !== 'no-cors') throw new TypeError('Failed to fetch');
    return Response.json({ error_code: 'mechanism_not_allowed' }, { status: 403 });
  };

describe('a diagnosis', () => {
  beforeEach(resetWorld);

  withPolicy('of a page on which all is well names no problem', async () => {
    const diagnosis = await new TestClient('shop').passkeys.diagnose();
    expect(diagnosis.problems).to.deep.equal([]);
    expect(diagnosis).to.deep.include({
      secureContext: true,
      host: { name: 'localhost', kind: 'localhost' },
      rpId: { id: 'localhost', relation: 'same' },
      permissionsPolicy: { get: true, create: true },
      patchedCredentials: false,
      cors: 'same-origin',
      mode: 'smart',
    });
    expect(diagnosis.clockDifference).to.be.within(-5_000, 5_000);
  });

  it('prompts nobody', async () => {
    const prompts = new Prompts();
    await new TestClient('shop').passkeys.diagnose();
    expect(prompts.seen).to.deep.equal([]);
    prompts.remove();
  });

  it('sees that navigator.credentials was replaced', async () => {
    const prompts = new Prompts();
    expect((await new TestClient('shop').passkeys.diagnose()).patchedCredentials).to.equal(true);
    prompts.remove();
  });

  for (const [what, credentials] of [
    ['has no methods', {}],
    ['throws when it is looked at', new Proxy({}, { get: () => broken() })],
  ] as const) {
    it(`sees that navigator.credentials was replaced by something that ${what}`, async () => {
      const restore = replaceMember(navigator, 'credentials', credentials);
      const { patchedCredentials } = await new TestClient('shop').passkeys.diagnose();
      restore();
      expect(patchedCredentials).to.equal(true);
    });
  }

  it('sees a foreign RP ID, and says unknown where it may not read that domain', async () => {
    const client = new TestClient('shop', { rpId: 'nowhere.invalid' });
    const { rpId, problems } = await client.passkeys.diagnose();
    expect(rpId).to.deep.equal({ id: 'nowhere.invalid', relation: 'unknown' });
    expect(problems).to.have.length(1);
  });

  it('sees that passkeys are switched off', async () => {
    const page = new TestClient('shop');
    await page.signInAda();
    await setMechanisms('shop', ['password']);
    const { mode, problems } = await page.passkeys.diagnose();
    expect(mode).to.equal('unavailable');
    expect(problems.join()).to.include('neither Smart nor Classic');
  });

  it('tells a server that CORS hides from one that is not there', async () => {
    const asked = async (issuer: string, send: typeof fetch) =>
      (await new TestClient('shop', { issuer, fetch: send }).passkeys.diagnose()).cors;
    expect(await asked(elsewhere, remote(true))).to.equal('allowed');
    expect(await asked(elsewhere, remote(false))).to.equal('refused');
    expect(await asked(elsewhere, () => Promise.reject(new TypeError('Failed to fetch')))).to.equal(
      'unknown',
    );
  });

  it('never rejects, whatever the server answers', async () => {
    const html: typeof fetch = async () => new Response('<html>');
    const { mode, problems } = await new TestClient('shop', { fetch: html }).passkeys.diagnose();
    expect(mode).to.equal('unknown');
    expect(problems.join()).to.include('bad_response');
  });

  it('holds no token', async () => {
    const page = new TestClient('shop');
    await page.signInAda();
    expect(JSON.stringify(await page.passkeys.diagnose())).not.to.include(page.token);
  });
});

function broken(): never {
  throw new TypeError('Illegal invocation');
}

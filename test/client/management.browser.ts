import { expect } from 'chai';
import type { CeremonyEvent, PasskeysConfig } from '../../src/client/types.ts';
import { ada, enrolled, TestClient } from '../support/client.ts';
import { advanceServer, resetWorld, tokenOf } from '../support/mock-control.ts';
import { Prompts } from '../support/prompts.ts';
import { setMechanisms, setPool } from '../support/settings.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../support/virtual-authenticator.ts';

const grace = { identifier: 'grace@example.com', password: 'nanosecond wire' };
const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code;

/** A page that keeps the tokens it receives; requests of its client are counted. */
class Page extends TestClient {
  readonly events: string[] = [];

  constructor(config: Partial<PasskeysConfig> = {}) {
    super('shop', { ...config, onEvent: (event) => this.#tell(event) });
  }

  #tell({ ceremony, step, code }: CeremonyEvent): void {
    this.events.push([ceremony, step, code].filter(Boolean).join(' '));
  }
}

describe('managing passkeys', () => {
  let authenticator: VirtualAuthenticator;

  beforeEach(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('internal');
  });

  afterEach(() => authenticator.remove());

  async function signedInWithPasskey(page: Page): Promise<string> {
    await page.signInAda();
    return (await enrolled(page.passkeys, { name: 'Mac' })).id;
  }

  it('lists what the server tells, with the capacity and whether it works now', async () => {
    const page = new Page();
    await signedInWithPasskey(page);
    const list = await page.passkeys.list();
    expect(list).to.include({ mode: 'smart', capacity: 10, needsNewPasskey: false, mayRemoveLast: false });
    expect(list.userName).to.equal(ada.identifier);
    expect(list.passkeys[0]).to.include({ name: 'Mac', mode: 'smart', worksNow: true, usedHere: true });
  });

  it('tells that a new passkey is needed after a mode switch', async () => {
    const page = new Page();
    await signedInWithPasskey(page);
    await setMechanisms('shop', ['password', 'webauthn']);
    const list = await page.passkeys.list();
    expect(list).to.include({ mode: 'classic', needsNewPasskey: true });
    expect(list.passkeys[0]).to.include({ mode: 'smart', worksNow: false });
  });

  it('follows the capacity of the pool', async () => {
    const page = new Page();
    await signedInWithPasskey(page);
    await setPool({ limits: { max_credentials: 10, webauthn_credentials: 1 } });
    expect((await page.passkeys.list()).capacity).to.equal(1);
    expect(await page.passkeys.enroll().catch(codeOf)).to.equal('capacity_reached');
  });

  it('refuses to remove the last passkey', async () => {
    const page = new Page();
    const id = await signedInWithPasskey(page);
    expect(await page.passkeys.remove(id).catch(codeOf)).to.equal('last_passkey');
  });

  it('answers for a passkey of somebody else as for one that does not exist', async () => {
    const page = new Page();
    const id = await signedInWithPasskey(page);
    await page.passkeys.signInWithPassword(grace.identifier, grace.password);
    expect(await page.passkeys.rename(id, 'Mine').catch(codeOf)).to.equal('not_found');
    expect(await page.passkeys.rename('nothing', 'Mine').catch(codeOf)).to.equal('not_found');
  });

  it('tells a token without the scope as forbidden, which no step-up would mend', async () => {
    const token = await tokenOf(ada.identifier, { scope: 'view_ss_profile' });
    const page = new Page({
      accessToken: () => token,
      reauthenticate: () => expect.fail('somebody was asked'),
    });
    expect((await page.passkeys.list()).passkeys).to.deep.equal([]);
    expect(await page.passkeys.enroll().catch(codeOf)).to.equal('forbidden');
  });

  describe('after five minutes', () => {
    it('asks for the passkey again, where the client obtained the tokens, and makes the same call', async () => {
      const page = new Page();
      const id = await signedInWithPasskey(page);
      await advanceServer(301);
      page.requests.length = 0;
      await page.passkeys.rename(id, 'Office');
      expect(page.requests).to.deep.equal([
        `PUT v2/self/webauthn/${id}/name`,
        'GET v2/self/me',
        'POST login/usernameless-webauthn/begin',
        'POST login/usernameless-webauthn/complete',
        `PUT v2/self/webauthn/${id}/name`,
      ]);
      expect(page.events.filter((event) => event.startsWith('step-up'))).to.deep.equal([
        'step-up begin',
        'step-up done',
      ]);
      expect((await page.passkeys.list()).passkeys[0]?.name).to.equal('Office');
    });

    it('lists without asking for anything', async () => {
      const page = new Page();
      await signedInWithPasskey(page);
      await advanceServer(301);
      page.requests.length = 0;
      await page.passkeys.list();
      expect(page.requests).to.deep.equal(['GET v2/self/me']);
    });

    it('begins an enrolment that was refused again, and puts it on another authenticator', async () => {
      const page = new Page();
      await signedInWithPasskey(page);
      await advanceServer(301);
      const prompts = new Prompts({ hold: true });
      const enrolling = page.passkeys.enroll();
      (await prompts.next()).pass();
      const create = await prompts.next();
      expect(create.name).to.equal('create');
      await authenticator.remove();
      authenticator = await addVirtualAuthenticator('usb');
      create.pass();
      const { credentialId } = await enrolling;
      const { passkeys } = await page.passkeys.list();
      expect(passkeys.map((passkey) => passkey.credentialId)).to.include(credentialId);
      prompts.remove();
    });

    it("refuses another person's passkey, and the page never gets that person's tokens", async () => {
      const page = new Page();
      const id = await signedInWithPasskey(page);
      await authenticator.clearCredentials();
      const other = new Page();
      await other.passkeys.signInWithPassword(grace.identifier, grace.password);
      await other.passkeys.enroll();
      await advanceServer(301);
      const { token } = page;
      expect(await page.passkeys.remove(id).catch(codeOf)).to.equal('different_subject');
      expect(page.token).to.equal(token);
      expect((await page.passkeys.list()).passkeys).to.have.length(1);
    });

    describe('on a client that signed in Ada, who left, before Grace came in by other means', () => {
      let token: string;
      let page: Page;
      let id: string;

      beforeEach(async () => {
        page = new Page({
          accessToken: () => token,
          onTokens: (tokens) => void (token = tokens.access_token),
        });
        await signedInWithPasskey(page);
        await authenticator.clearCredentials();
        token = await tokenOf(grace.identifier);
        id = (await enrolled(page.passkeys)).id;
      });

      it("takes Grace's passkey", async () => {
        await advanceServer(301);
        await page.passkeys.rename(id, 'Of Grace');
        const list = await page.passkeys.list();
        expect([list.userName, list.passkeys[0]?.name]).to.deep.equal([grace.identifier, 'Of Grace']);
      });

      it("refuses Ada's, and the page never gets Ada's tokens", async () => {
        await authenticator.clearCredentials();
        await signedInWithPasskey(new Page());
        await advanceServer(301);
        const former = token;
        expect(await page.passkeys.rename(id, 'Of Ada').catch(codeOf)).to.equal('different_subject');
        expect(token).to.equal(former);
      });
    });

    it('asks the integrator, where the page brought the tokens', async () => {
      const source = new Page();
      const id = await signedInWithPasskey(source);
      await advanceServer(301);
      const asked: unknown[] = [];
      const page = new Page({
        accessToken: () => source.token,
        reauthenticate: async (request) => {
          asked.push(request);
          await source.signInAda();
        },
      });
      await page.passkeys.rename(id, 'Office');
      expect(asked).to.have.length(1);
      expect(asked[0]).to.include({ maxAge: 300 }).and.to.have.property('subject');
      expect((await page.passkeys.list()).passkeys[0]?.name).to.equal('Office');
    });

    it('reports it, where there is nobody to ask', async () => {
      const source = new Page();
      const id = await signedInWithPasskey(source);
      await advanceServer(301);
      const page = new Page({ accessToken: () => source.token });
      expect(await page.passkeys.rename(id, 'Office').catch(codeOf)).to.equal('reauthentication_required');
    });

    it('does not go on when the person cancels', async () => {
      const page = new Page();
      const id = await signedInWithPasskey(page);
      await advanceServer(301);
      await authenticator.setUserVerified(false);
      page.requests.length = 0;
      expect(await page.passkeys.remove(id).catch(codeOf)).to.be.oneOf(['cancelled', 'authenticator_unfit']);
      expect(page.requests.filter((request) => request.startsWith('DELETE'))).to.have.length(1);
    });
  });

  it('ends with its signal, and says so', async () => {
    const page = new Page();
    await signedInWithPasskey(page);
    const leaving = new AbortController();
    const listing = page.passkeys.list({ signal: leaving.signal });
    leaving.abort();
    expect(await listing.catch(codeOf)).to.equal('aborted');
    expect(page.events.at(-1)).to.equal('list failed aborted');
  });
});

import { expect } from 'chai';
import type { SelfCredential } from '../../../src/api/contract.ts';
import { createPasskeys } from '../../../src/index.ts';
import type { Passkeys, PasskeysConfig } from '../../../src/client/types.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { PublishedConnect, publishedPasskey, refuse, type Rule } from '../../support/published-connect.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';

/** A person's list that lives in memory, behind a Connect with published members only. */
class Account {
  credentials: SelfCredential[];
  readonly me: Record<string, unknown> = {};
  asked = 0;
  readonly connect: PublishedConnect;
  readonly passkeys: Passkeys;

  constructor(ids: readonly string[], rules: readonly Rule[] = [], config: Partial<PasskeysConfig> = {}) {
    this.credentials = ids.map(publishedPasskey);
    const keep: Rule = ({ method, path }) => this.#change(method, path);
    const options = { rpId: 'localhost', me: this.me, rules: [...rules, keep] };
    this.connect = new PublishedConnect(options);
    this.#show();
    const { issuer, fetch } = this.connect;
    const reauthenticate = async (): Promise<void> => void (this.asked += 1);
    const own = { issuer, fetch, accessToken: () => 'opaque', reauthenticate, remember: false };
    this.passkeys = createPasskeys({ ...own, ...config });
  }

  /** Of the calls that change something. */
  get changes(): readonly string[] {
    return this.connect.calls.filter((call) => !call.startsWith('GET'));
  }

  #show(): void {
    this.me['credentials'] = this.credentials;
  }

  #change(method: string, path: string): undefined {
    const [, id, name] = /^webauthn\/([^/]+)(\/name)?$/.exec(path) ?? [];
    if (method === 'DELETE') this.credentials = this.credentials.filter((each) => each.id !== id);
    if (method === 'POST' && path.endsWith('complete'))
      this.credentials = [...this.credentials, publishedPasskey('new')];
    if (name !== undefined) {
      this.credentials = this.credentials.map((each) => (each.id === id ? { ...each, name: 'Named' } : each));
    }
    this.#show();
  }
}

describe('<passkey-manager> at a Connect that sends published members only', () => {
  let authenticator: VirtualAuthenticator;
  let page: PasskeyManagerPage | undefined;

  const open = async ({ passkeys }: Account): Promise<PasskeyManagerPage> => {
    page = await PasskeyManagerPage.loaded({ client: passkeys });
    return page;
  };
  beforeEach(async () => {
    authenticator = await addVirtualAuthenticator('internal');
  });
  afterEach(async () => {
    page?.close();
    await authenticator.remove();
  });

  it('lists passkeys without names, and says nothing of modes or of what the server does not send', async () => {
    const shown = await open(new Account(['c1', 'c2']));
    expect(shown.parts('row')).to.have.length(2);
    expect(shown.has('badge')).to.equal(false);
    expect(shown.has('banner-title')).to.equal(false);
    expect(shown.names.every((name) => name.trim() !== '')).to.equal(true);
    expect(shown.text).not.to.match(/undefined|null|Invalid/);
  });

  it('adds a passkey in the family that is allowed, and names it', async () => {
    const account = new Account(['c1']);
    const shown = await open(account);
    shown.press('add');
    await shown.next('passkey-added');
    await shown.shows(() => shown.parts('row').length === 2);
    expect(account.changes.slice(0, 2)).to.deep.equal([
      'POST usernameless-webauthn/create/begin',
      'POST usernameless-webauthn/create/complete',
    ]);
  });

  it('renames and removes a passkey by the ID of its record', async () => {
    const account = new Account(['c1', 'c2']);
    const shown = await open(account);
    await shown.rename(0, 'Named');
    await shown.shows(() => shown.names.includes('Named'));
    shown.press('remove', 1);
    await shown.shows(() => shown.has('dialog'));
    shown.press('dialog-confirm');
    await shown.next('passkey-removed');
    const ids = account.changes.map((call) => call.replace(/c\d/, 'ID'));
    expect(ids).to.deep.equal(['PUT webauthn/ID/name', 'DELETE webauthn/ID']);
    expect(shown.parts('row')).to.have.length(1);
  });

  for (const status of [400, 403, 422]) {
    it(`knows the last passkey by the list when its removal is refused with ${status}`, async () => {
      const account = new Account(['c1', 'c2'], [refuse('DELETE', /./, status)]);
      const shown = await open(account);
      account.credentials.pop(); // Removed elsewhere, after the list was read.
      shown.press('remove');
      await shown.shows(() => shown.has('dialog'));
      shown.press('dialog-confirm');
      const { detail } = await shown.next('passkey-manager-failed');
      expect(detail.code).to.equal('last_passkey');
      expect(shown.parts('row').length).to.be.at.least(1);
    });

    it(`knows a full list by its capacity when an enrolment is refused with ${status}`, async () => {
      const account = new Account(['c1'], [refuse('POST', /create\/begin/, status)], { capacity: 2 });
      const shown = await open(account);
      account.credentials.push(publishedPasskey('c2')); // Added elsewhere.
      shown.press('add');
      const { detail } = await shown.next('passkey-manager-failed');
      expect(detail.code).to.equal('capacity_reached');
    });
  }

  it('turns to the other family once where the first is refused', async () => {
    const account = new Account(['c1'], [refuse('POST', /^usernameless/, 422)]);
    const shown = await open(account);
    shown.press('add');
    await shown.next('passkey-added');
    expect(account.changes[0]).to.equal('POST usernameless-webauthn/create/begin');
    expect(account.changes).to.include('POST webauthn/create/complete');
  });

  it('asks a person to confirm who they are once, and then has another reason', async () => {
    const account = new Account(['c1', 'c2'], [refuse('PUT', /./, 403)]);
    const shown = await open(account);
    const failed = shown.next('passkey-manager-failed');
    await shown.rename(0, 'Named');
    const { detail } = await failed;
    expect(detail.code).to.equal('forbidden');
    expect(account.asked).to.equal(1);
  });

  it('is shown with null in place of every list', async () => {
    const account = new Account([]);
    for (const name of ['credentials', 'identifiers', 'allowed_authentication_mechanisms'])
      account.me[name] = null;
    const shown = await open(account);
    expect(shown.states).to.include('empty');
    expect(shown.states).not.to.include('unavailable');
  });
});

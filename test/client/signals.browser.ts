import { expect } from 'chai';
import { createSignals } from '../../src/webauthn/signals.ts';
import { createSystemClient } from '../../src/system.ts';
import { TestClient, ada, enrolled } from '../support/client.ts';
import { backendToken } from '../support/settings.ts';
import { addVirtualAuthenticator } from '../support/virtual-authenticator.ts';
import { SignalScene, withSignals } from './signal-scene.ts';

describe('signals', () => {
  const scene = new SignalScene();

  /** A person with a passkey that an administrator removed: only the authenticator still has it. */
  async function withDeadPasskey(page: TestClient): Promise<void> {
    await page.signInAda();
    const dead = await enrolled(page.passkeys);
    const issuer = `${location.origin}/acme/shop`;
    const system = createSystemClient({ issuer, poolId: 'customers', accessToken: backendToken });
    const { user } = await system.userByKey({ identifier: ada.identifier });
    await system.remove(user.id, dead.id);
    const { credentials } = (await system.user(user.id)).user;
    expect(credentials?.filter(({ type }) => type === 'webauthn')).to.deep.equal([]);
  }

  withSignals('delete a passkey from the authenticator that a complete list does not have', async () => {
    const page = new TestClient('shop');
    await withDeadPasskey(page);
    const other = await addVirtualAuthenticator('usb');
    await page.passkeys.enroll({ attachment: 'cross-platform' });
    await page.passkeys.list();
    await scene.authenticator.nextEvent('deleted');
    expect(await scene.authenticator.credentials()).to.deep.equal([]);
    expect(await other.credentials()).to.have.length(1);
    await other.remove();
  });

  withSignals('say nothing of an empty list, which could be one that failed to load', async () => {
    const page = new TestClient('shop');
    await withDeadPasskey(page);
    const told = scene.listen('signalAllAcceptedCredentials');
    await page.passkeys.list();
    expect(told).to.deep.equal([]);
    expect(await scene.authenticator.credentials()).to.have.length(1);
  });

  withSignals('say nothing where the tenant sends no credential IDs', async () => {
    const silent: typeof fetch = async (input) => {
      const reply = await fetch(input);
      if (!(input as Request).url.endsWith('/me')) return reply;
      return new Response((await reply.text()).replaceAll('"credential_id"', '"unknown_member"'));
    };
    const page = new TestClient('shop', { fetch: silent });
    await page.signInAda();
    await page.passkeys.enroll();
    const told = scene.listen('signalAllAcceptedCredentials');
    await page.passkeys.list();
    expect(told).to.deep.equal([]);
  });

  withSignals('are sent after a removal, from a list loaded anew', async () => {
    const page = new TestClient('shop');
    await page.signInAda();
    const first = await enrolled(page.passkeys);
    const other = await addVirtualAuthenticator('usb');
    await page.passkeys.enroll({ attachment: 'cross-platform' });
    await page.passkeys.remove(first.id);
    await scene.authenticator.nextEvent('deleted');
    expect(await other.credentials()).to.have.length(1);
    await other.remove();
  });

  withSignals('do not follow the renaming of a passkey', async () => {
    const page = new TestClient('shop');
    await page.signInAda();
    const { id } = await enrolled(page.passkeys);
    const told = scene.listen('signalCurrentUserDetails');
    await page.passkeys.list();
    await page.passkeys.rename(id, 'Other name');
    await page.passkeys.list();
    expect(told).to.deep.equal([]);
  });

  withSignals('follow a change of the user name', async () => {
    let name = ada.identifier as string;
    const renaming: typeof fetch = async (input) => {
      const reply = await fetch(input);
      if (!(input as Request).url.endsWith('/me')) return reply;
      return new Response((await reply.text()).replaceAll(ada.identifier, name));
    };
    const page = new TestClient('shop', { fetch: renaming });
    await page.signInAda();
    await page.passkeys.enroll();
    await page.passkeys.list();
    name = 'countess@example.com';
    await page.passkeys.list();
    const event = await scene.authenticator.nextEvent('updated');
    expect(JSON.stringify(event.detail)).to.include('countess@example.com');
  });

  it('are nothing, and no error, in a browser without them', async () => {
    for (const name of [
      'signalAllAcceptedCredentials',
      'signalUnknownCredential',
      'signalCurrentUserDetails',
    ]) {
      Object.defineProperty(PublicKeyCredential, name, { configurable: true, value: undefined });
    }
    const signals = createSignals('localhost');
    expect(signals.supported()).to.equal(false);
    signals.unknown('AAAA');
    signals.userDetails({ userId: 'AAAA', name: 'ada', displayName: 'Ada' });
  });

  withSignals('that the browser refuses bother nobody', async () => {
    const told = scene.listen('signalUnknownCredential');
    createSignals('other.example').unknown('AAAA');
    createSignals('localhost').unknown('not base64!');
    await Promise.resolve();
    expect(told).to.have.length(2);
  });
});

import { expect } from 'chai';
import type { SecondFactor } from '../../src/client/types.ts';
import { ada, enrolAda, enrolled, failure, pageWithPasskey, TestClient, until } from '../support/client.ts';
import { HeldRequests } from '../support/held-requests.ts';
import { advanceServer, plan, resetWorld } from '../support/mock-control.ts';
import { setPool } from '../support/settings.ts';
import { settled } from '../support/fake-clock.ts';
import { withVirtualAuthenticator } from '../support/virtual-authenticator.ts';
import { SignalScene, withSignals } from './signal-scene.ts';

const unknown = { effect: 'fail', status: 404, error_code: 'unknown_credential' } as const;

describe('a good passkey', () => {
  const scene = new SignalScene();

  /** Signals are sent without being waited for: a request of its own is later than one. */
  async function keepsPasskeys(count: number): Promise<void> {
    await settled();
    expect(await scene.authenticator.credentials()).to.have.length(count);
  }

  withSignals('is kept when this pool does not know it: another pool of its RP ID may', async () => {
    const { passkeys } = await pageWithPasskey('shop');
    const told = scene.listen('signalUnknownCredential');
    await resetWorld();
    expect((await failure(passkeys.signIn())).code).to.equal('unknown_credential');
    await keepsPasskeys(1);
    expect(told).to.deep.equal([]);
  });

  withSignals('of somebody else is kept where only one person may go on', async () => {
    await enrolAda('shop');
    await setPool({ second_factor_authentication_mechanisms: ['webauthn'] });
    const { passkeys } = new TestClient('shop', { ownsRpId: true });
    const told = scene.listen('signalUnknownCredential');
    const secondFactor = await passkeys.signInWithPassword(ada.identifier, ada.password);
    await plan({ path: '**/login/*/complete', ...unknown });
    const error = await failure(passkeys.signIn({ secondFactor: secondFactor as SecondFactor }));
    expect(error.code).to.equal('unknown_credential');
    await keepsPasskeys(1);
    expect(told).to.deep.equal([]);
  });

  withSignals('of somebody else is kept at a step-up', async () => {
    const page = new TestClient('shop', { ownsRpId: true });
    await page.signInAda();
    const { id } = await enrolled(page.passkeys);
    const told = scene.listen('signalUnknownCredential');
    await advanceServer(301);
    await plan({ path: '**/login/*/complete', ...unknown });
    expect((await failure(page.passkeys.rename(id, 'Mac'))).code).to.equal('unknown_credential');
    await keepsPasskeys(1);
    expect(told).to.deep.equal([]);
  });

  withSignals('is kept when its answer was lost and what came back is the refusal of its echo', async () => {
    const echoing: typeof fetch = async (input) => {
      const reply = await fetch(input);
      return (input as Request).url.endsWith('/create/complete') ? new Response('', { status: 400 }) : reply;
    };
    const page = new TestClient('shop', { fetch: echoing });
    await page.signInAda();
    const told = scene.listen('signalUnknownCredential');
    await page.passkeys.enroll({ name: 'Mac' });
    await keepsPasskeys(1);
    expect(told).to.deep.equal([]);
  });

  withSignals('of a new account is kept when the server does not say why it refuses it', async () => {
    const told = scene.listen('signalUnknownCredential');
    await plan({ path: '**/register/*/complete', effect: 'fail', status: 400 });
    const { passkeys } = new TestClient('shop');
    expect((await failure(passkeys.signUp('joan@example.com'))).inferred).to.equal(true);
    await keepsPasskeys(1);
    expect(told).to.deep.equal([]);
  });
});

describe('a list of passkeys', () => {
  const scene = new SignalScene();

  /** A page that shows one passkey, and an authenticator for another one. */
  async function withFirst(test: (page: TestClient, second: () => Promise<number>) => Promise<void>) {
    const page = new TestClient('shop');
    await page.signInAda();
    await enrolled(page.passkeys, { name: 'First' });
    await withVirtualAuthenticator('usb', (key) => test(page, async () => (await key.credentials()).length));
  }

  const enrolSecond = ({ passkeys }: TestClient) =>
    passkeys.enroll({ name: 'Second', attachment: 'cross-platform' });

  /** The same person through another client with requests that can be held. */
  function otherClient(page: TestClient, fetch: typeof globalThis.fetch): TestClient {
    return new TestClient('shop', { accessToken: () => page.token, fetch });
  }

  withSignals('that was asked for before a passkey was made is loaded once more for the signal', async () => {
    await withFirst(async (page, second) => {
      const told = scene.listen('signalAllAcceptedCredentials');
      const late = lateAnswers();
      const listing = otherClient(page, late.fetch).passkeys.list();
      await until(() => late.arrived);
      await enrolSecond(page);
      late.pass();
      expect((await listing).passkeys).to.have.length(1);
      await until(() => told.length === 1);
      expect(told[0]).to.have.property('allAcceptedCredentialIds').with.length(2);
      expect(await second()).to.equal(1);
    });
  });

  withSignals(
    'that is asked for while a passkey is registered by another client is not signalled',
    async () => {
      await withFirst(async (page, second) => {
        const told = scene.listen('signalAllAcceptedCredentials');
        const requests = new HeldRequests();
        const other = otherClient(page, requests.fetch);
        other.passkeys.prepareEnroll();
        await until(() => other.requests.some((request) => request.endsWith('create/begin')));
        const pass = requests.hold('POST');
        const enrolling = enrolSecond(other);
        await until(() => other.requests.some((request) => request.endsWith('create/complete')));
        await page.passkeys.list();
        pass();
        await enrolling;
        expect(told).to.deep.equal([]);
        expect(await second()).to.equal(1);
        await page.passkeys.list();
        expect(told).to.have.length(1);
      });
    },
  );

  withSignals('that does not show a passkey just made yet is not signalled', async () => {
    await withFirst(async (page, second) => {
      const told = scene.listen('signalAllAcceptedCredentials');
      const former = await (await fetchMe(page)).text();
      const lagging: typeof fetch = async (input) =>
        (input as Request).url.endsWith('/me') ? new Response(former) : fetch(input);
      const behind = otherClient(page, lagging);
      await enrolSecond(behind);
      await behind.passkeys.list();
      expect(told).to.deep.equal([]);
      await page.passkeys.list();
      expect(told).to.have.length(1);
      expect(await second()).to.equal(1);
    });
  });

  withSignals('says nothing of a passkey whose registration nobody answered', async () => {
    await withFirst(async (page, second) => {
      const told = scene.listen('signalAllAcceptedCredentials');
      await plan({ path: '**/create/complete', effect: 'drop', when: 'before', times: 20 });
      expect((await failure(enrolSecond(page))).code).to.equal('server_error');
      await page.passkeys.list();
      expect(told).to.deep.equal([]);
      expect(await second()).to.equal(1);
    });
  });

  withSignals('that was asked for before a removal does not bring the passkey back', async () => {
    await withFirst(async (page) => {
      await enrolSecond(page);
      const id = (await page.passkeys.list()).passkeys.find(({ name }) => name === 'Second')?.id ?? '';
      const told = scene.listen('signalAllAcceptedCredentials');
      const late = lateAnswers();
      const listing = otherClient(page, late.fetch).passkeys.list();
      await until(() => late.arrived);
      await page.passkeys.remove(id);
      await until(() => told.length === 1);
      late.pass();
      expect((await listing).passkeys).to.have.length(2);
      await settled();
      expect(told).to.have.length(1);
    });
  });

  withSignals('that comes after a newer one is not signalled', async () => {
    await withFirst(async (page) => {
      const told = scene.listen('signalAllAcceptedCredentials');
      const late = lateAnswers();
      const listing = otherClient(page, late.fetch).passkeys.list();
      await until(() => late.arrived);
      await page.passkeys.list();
      late.pass();
      await listing;
      await settled();
      expect(told).to.have.length(1);
    });
  });
});

/** The server answers at once, and its answers come late. */
function lateAnswers() {
  let pass!: () => void;
  const gate = new Promise<void>((resolve) => (pass = resolve));
  const late = {
    arrived: false,
    pass: () => pass(),
    fetch: async (...request: Parameters<typeof fetch>) => {
      const reply = await fetch(...request);
      late.arrived = true;
      await gate;
      return reply;
    },
  };
  return late;
}

const fetchMe = ({ token }: TestClient): Promise<Response> =>
  fetch('/acme/shop/identity/v2/self/me', { headers: { Authorization: `Bearer ${token}` } });

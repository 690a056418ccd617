import { expect } from 'chai';
import { TestClient } from '../../support/client.ts';
import { resetWorld } from '../../support/mock-control.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from '../../support/virtual-authenticator.ts';

/** Members of what goes over the wire that nobody else may read. */
const secretMembers = new Set([
  'challenge',
  'attestationObject',
  'clientDataJSON',
  'authenticatorData',
  'publicKey',
  'signature',
  'userHandle',
  'access_token',
]);

describe('<passkey-manager>, bad input 119:', () => {
  let authenticator: VirtualAuthenticator;
  let page: PasskeyManagerPage;
  const secrets = new Set<string>();
  const said: string[] = [];
  const { console } = globalThis;

  /** Keeps what is secret of a JSON text. */
  const keep = (text: string): void => {
    if (text === '') return;
    JSON.parse(text, (name, value: unknown) => {
      if (secretMembers.has(name) && typeof value === 'string') secrets.add(value);
      return value;
    });
  };

  const overhear: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    keep(await request.clone().text());
    const reply = await fetch(request);
    keep(await reply.clone().text());
    return reply;
  };

  const newAuthenticator = async (): Promise<void> => {
    await authenticator.remove();
    authenticator = await addVirtualAuthenticator('internal');
  };

  before(async () => {
    await resetWorld();
    authenticator = await addVirtualAuthenticator('internal');
    const listen = (...words: unknown[]) => void said.push(words.map(String).join(' '));
    globalThis.console = {
      ...console,
      log: listen,
      info: listen,
      warn: listen,
      error: listen,
      debug: listen,
    };
  });

  after(async () => {
    globalThis.console = console;
    page.close();
    localStorage.clear();
    await authenticator.remove();
  });

  it('puts no token, challenge, key or signature of any action where others can read it', async () => {
    const client = new TestClient('shop', { remember: true, fetch: overhear });
    await client.signInAda();
    page = await PasskeyManagerPage.loaded({ client: client.passkeys });
    await addTwice();
    await page.rename(0, 'Renamed');
    await page.shows(() => page.eventsOf('passkey-renamed').length === 1);
    page.press('add');
    await page.next('passkey-manager-failed');
    page.press('remove');
    await page.shows(() => page.has('dialog'));
    page.press('dialog-confirm');
    await page.next('passkey-removed');
    expect(secrets.size).to.be.greaterThan(12);
    for (const secret of secrets) expect(whatOthersRead()).to.not.include(secret);
  });

  const addTwice = async (): Promise<void> => {
    page.press('add');
    await page.next('passkey-added');
    await page.shows(() => page.names.length === 1);
    await newAuthenticator();
    page.press('add');
    await page.next('passkey-added');
    await page.shows(() => page.names.length === 2);
  };

  const whatOthersRead = (): string =>
    [
      JSON.stringify(page.events.map(({ detail }) => detail as unknown)),
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
      location.href,
      document.documentElement.outerHTML,
      page.root.innerHTML,
      ...said,
    ].join('\n');
});

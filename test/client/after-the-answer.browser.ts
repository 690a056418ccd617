import { expect } from 'chai';
import { enrolled, failure, TestClient, until } from '../support/client.ts';
import { HeldRequests } from '../support/held-requests.ts';
import { SignedInScene } from './prompt-scene.ts';

describe('after the answer of the authenticator', () => {
  const scene = new SignedInScene();

  /** A page where Ada is signed in and requests can be held. */
  async function signedIn(requests: HeldRequests): Promise<TestClient> {
    const page = new TestClient('shop', { fetch: requests.fetch });
    await page.signInAda();
    return page;
  }

  it('a default name takes no request: the list of providers has come while the prompt was open', async () => {
    const page = await signedIn(new HeldRequests());
    const { prompt, running } = await scene.held(() => page.passkeys.enroll());
    const isLoaded = () =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('aaguids'));
    await until(isLoaded);
    prompt.pass();
    expect((await running).name).to.be.a('string');
  });

  it('a person waits for one request; the list and the name follow', async () => {
    const requests = new HeldRequests();
    const page = await signedIn(requests);
    const { prompt, running } = await scene.held(() => page.passkeys.enroll({ name: 'Mac' }));
    page.requests.length = 0;
    const release = requests.hold('GET');
    prompt.pass();
    const made = await running;
    expect(made).to.include({ name: 'Mac', mode: 'smart' }).and.not.have.property('id');
    expect(page.requests[0]).to.match(/create\/complete$/);
    release();
    await until(() => made.id !== undefined);
    expect(page.requests.slice(1)).to.deep.equal(['GET v2/self/me', `PUT v2/self/webauthn/${made.id}/name`]);
  });

  it('a list waits for the name', async () => {
    const requests = new HeldRequests();
    const page = await signedIn(requests);
    const release = requests.hold('PUT');
    await page.passkeys.enroll({ name: 'Mac' });
    const listing = page.passkeys.list();
    await until(() => page.requests.some((request) => request.startsWith('PUT')));
    release();
    expect((await listing).passkeys.map(({ name }) => name)).to.deep.equal(['Mac']);
  });

  it('a list that is aborted waits for no name', async () => {
    const requests = new HeldRequests();
    const page = await signedIn(requests);
    const release = requests.hold('PUT');
    await page.passkeys.enroll({ name: 'Mac' });
    const leaving = new AbortController();
    const listing = failure(page.passkeys.list({ signal: leaving.signal }));
    leaving.abort();
    expect((await listing).code).to.equal('aborted');
    release();
  });

  it('the name is sent although the page is left', async () => {
    const keptAlive: string[] = [];
    const noting: typeof fetch = (input) => {
      const { keepalive, method } = input as Request;
      if (keepalive) keptAlive.push(method);
      return fetch(input);
    };
    const page = new TestClient('shop', { fetch: noting });
    await page.signInAda();
    await enrolled(page.passkeys);
    expect(keptAlive).to.deep.equal(['PUT']);
  });
});

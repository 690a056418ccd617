import { expect } from 'chai';
import { failure, pageWithPasskey, TestClient } from '../support/client.ts';
import { resetWorld } from '../support/mock-control.ts';
import { replaceMember } from '../support/prompts.ts';
import { withVirtualAuthenticator } from '../support/virtual-authenticator.ts';

/** Safari has passkeys since 16, `URL.canParse` since 17.0, `AbortSignal.any` since 17.4. */
describe('a browser that has passkeys and lacks what came later', () => {
  const restore: (() => void)[] = [];

  beforeEach(async () => {
    await resetWorld();
    restore.push(replaceMember(AbortSignal, 'any', undefined), replaceMember(URL, 'canParse', undefined));
  });

  afterEach(() => {
    for (const undo of restore.splice(0)) undo();
  });

  it('signs in and out of every ceremony, also with a signal', () =>
    withVirtualAuthenticator('internal', async () => {
      const page = await pageWithPasskey('shop');
      const { signal } = new AbortController();
      expect((await page.passkeys.signIn({ signal })).is).to.equal('tokens');
      expect((await page.passkeys.list({ signal })).passkeys).to.have.length(1);
    }));

  it('ends with the signal all the same', async () => {
    const leaving = new AbortController();
    const hanging: typeof fetch = () => new Promise(() => undefined);
    const { passkeys } = new TestClient('shop', { fetch: hanging });
    const attempt = failure(passkeys.signIn({ signal: leaving.signal }));
    leaving.abort();
    expect((await attempt).code).to.equal('aborted');
  });

  it('refuses a wrong issuer all the same', () => {
    expect(() => new TestClient('shop', { issuer: 'https://' }))
      .to.throw()
      .with.property('code', 'configuration');
  });
});

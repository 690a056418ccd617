import { expect } from 'chai';
import { enrolAda, TestClient } from '../../support/client.ts';
import { SigninPage } from '../../support/passkey-signin-page.ts';
import { replaceMember } from '../../support/prompts.ts';
import { SigninScene } from './signin-scene.ts';

describe('<passkey-signin>, once the server has accepted the person', () => {
  const scene = new SigninScene();

  const open = (options = {}): Promise<SigninPage> => SigninPage.open({ parent: scene.place, ...options });

  const lastFailure = (page: SigninPage) => page.eventsOf('passkey-signin-failed').at(-1);

  describe('when the server of the page', () => {
    for (const client of ['its own client', 'a client of the page'] as const) {
      for (const [what, onTokens, code] of [
        ['is not reached', () => Promise.reject(new TypeError('Failed to fetch')), 'server_error'],
        ['refuses the tokens', () => Promise.resolve(new Response(null, { status: 500 })), 'server_error'],
        [
          'takes no token by a mistake of the page',
          () => Promise.reject(new RangeError('x')),
          'configuration',
        ],
      ] as const) {
        it(`${what}, reports ${code} and no success, with ${client}`, async () => {
          await enrolAda('shop');
          const { passkeys } = new TestClient('shop');
          const properties = { onTokens: onTokens as () => Promise<never> };
          const page = await open({
            properties: client === 'its own client' ? properties : { ...properties, client: passkeys },
          });
          await page.press();
          expect(lastFailure(page)).to.include({ code });
          expect(page.eventsOf('passkey-signed-in')).to.deep.equal([]);
          expect(page.is('smart')).to.equal(true);
        });
      }
    }

    it('is not reached because there is no network, reports offline', async () => {
      await enrolAda('shop');
      const onTokens = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));
      const page = await open({ properties: { onTokens } });
      const undo = replaceMember(navigator, 'onLine', false);
      await page.press();
      undo();
      expect(lastFailure(page)).to.include({ code: 'offline' });
    });

    it('never answers, gives the button back', async () => {
      await enrolAda('shop');
      const page = await open({ properties: { onTokens: () => new Promise<never>(() => undefined) } });
      const undo = hurry(15_000);
      await page.press();
      undo();
      expect(lastFailure(page)).to.include({ code: 'server_error' });
      expect(page.button!.hasAttribute('aria-disabled')).to.equal(false);
    });
  });

  it('lets people on after 2 seconds of a silent creation that does not answer', async () => {
    const { passkeys } = new TestClient('shop');
    let signal: AbortSignal | undefined;
    const upgrade = (options: { signal?: AbortSignal } = {}): Promise<never> => {
      ({ signal } = options);
      return new Promise(() => undefined);
    };
    const page = await open({ properties: { client: { ...passkeys, upgrade } } });
    // The 2 seconds pass at once: no file may be on its way then.
    await import('../../../src/elements/passkey-signin/steps/part.ts');
    const undo = hurry(2000);
    await page.signInWithPassword();
    undo();
    expect(page.is('done')).to.equal(true);
    expect(signal?.aborted).to.equal(true);
    expect(page.eventsOf('passkey-signed-in')).to.have.length(1);
  });
});

/** Makes the timers of so many milliseconds run at once. Returns how to undo it. */
function hurry(milliseconds: number): () => void {
  const native = setTimeout.bind(globalThis);
  const run = (task: () => void, time = 0): unknown => native(task, time === milliseconds ? 0 : time);
  return replaceMember(globalThis, 'setTimeout', run);
}

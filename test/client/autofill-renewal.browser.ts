import { expect } from 'chai';
import { AutofillScene } from '../support/autofill-scene.ts';
import { until } from '../support/client.ts';

const begin = 'POST login/usernameless-webauthn/begin';

describe('autofill that never goes stale', () => {
  let scene: AutofillScene;

  beforeEach(async () => {
    scene = await AutofillScene.open();
  });

  afterEach(() => scene.close());

  it('lesson 10: renews its challenge at three quarters of its life', async () => {
    const { page, prompt } = await scene.armed();
    const renewed = scene.nextPrompt();
    await scene.clock.advance(225_000);
    const { challenge } = await renewed;
    expect(prompt.options.signal?.reason).to.have.property('name', 'AbortError');
    expect(challenge).to.not.equal(prompt.challenge);
    expect(page.requests).to.deep.equal([begin, begin]);
    expect(scene.failures).to.deep.equal([]);
  });

  it('keeps the request while the network fails, and renews when it is back', async () => {
    let isUp = true;
    const flaky: typeof fetch = (input) =>
      isUp ? fetch(input) : Promise.resolve(new Response(null, { status: 500 }));
    const { page, prompt } = await scene.armed({ fetch: flaky });
    isUp = false;
    await scene.clock.advance(225_000);
    await until(() => page.requests.length === 2);
    for (const delay of [1000, 2000, 4000]) {
      await until(() => scene.clock.pending.includes(delay));
      await scene.clock.advance(delay);
    }
    await until(() => scene.clock.pending.includes(8000));
    expect(prompt.answered).to.equal(false);
    isUp = true;
    const renewed = scene.nextPrompt();
    dispatchEvent(new Event('online'));
    expect((await renewed).challenge).to.not.equal(prompt.challenge);
  });

  it('does not renew on a hidden page, but when it is shown again; being hidden aborts nothing', async () => {
    const { page, prompt } = await scene.armed();
    show('hidden');
    await scene.clock.advance(3_600_000);
    expect(prompt.answered).to.equal(false);
    expect(page.requests).to.deep.equal([begin]);
    const renewed = scene.nextPrompt();
    show('visible');
    await renewed;
    expect(page.requests).to.deep.equal([begin, begin]);
  });

  it('lesson 12: a request that fails at once is not repeated in a tight loop', async () => {
    const pauses: number[] = [];
    let { prompt } = await scene.armed();
    for (let tries = 0; tries < 8; tries += 1) {
      prompt.cancel();
      await until(() => scene.failures.length === tries + 1 && scene.clock.pending.length === 1);
      const [pause = 0] = scene.clock.pending;
      pauses.push(pause);
      const again = scene.nextPrompt();
      await scene.clock.advance(pause);
      prompt = await again;
    }
    expect(pauses).to.deep.equal([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('uses its challenge again after a refusal without an answer', async () => {
    const { page, prompt } = await scene.armed();
    const again = scene.nextPrompt();
    prompt.cancel();
    await until(() => scene.failures.length === 1);
    await scene.clock.advance(2000);
    expect((await again).challenge).to.equal(prompt.challenge);
    expect(page.requests).to.deep.equal([begin]);
  });
});

function show(state: DocumentVisibilityState): void {
  if (state === 'visible') Reflect.deleteProperty(document, 'visibilityState');
  else Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
  document.dispatchEvent(new Event('visibilitychange'));
}

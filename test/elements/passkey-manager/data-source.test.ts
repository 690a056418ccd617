import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PropertyValues } from 'lit';
import { SourceController, type OpenedSource } from '../../../src/elements/passkey-manager/data-source.ts';
import type { ManagerSettings } from '../../../src/elements/passkey-manager/properties.ts';
import { FakeClock, settled } from '../../support/fake-clock.ts';

const never = () => new Promise<string>(() => undefined);
const jwt = (sub: string) => `e30.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.`;

class Scene {
  readonly clock = new FakeClock();
  readonly opened: OpenedSource[] = [];
  readonly settings = { issuer: 'https://connect.example/acme/shop' } as ManagerSettings;
  readonly #controller = new SourceController(
    this.settings,
    () => Promise.resolve(),
    (source) => this.opened.push(source),
    () => Promise.resolve(),
    this.clock,
  );

  async give(accessToken: () => string | Promise<string>): Promise<void> {
    const changed = new Map([['accessToken', this.settings.accessToken]]);
    this.settings.accessToken = accessToken;
    this.#controller.follow(changed as PropertyValues<ManagerSettings>);
    await settled();
  }

  get source() {
    const source = this.opened.at(-1);
    assert.ok(source && !(source instanceof Error));
    return source;
  }
}

describe('the access token of an element', () => {
  it('opens another source when a replaced function does not give it in time', async () => {
    const scene = new Scene();
    await scene.give(() => jwt('ada'));
    const { length } = scene.opened;
    await scene.give(never);
    await scene.clock.advance(14_000);
    assert.equal(scene.opened.length, length);
    await scene.clock.advance(1_000);
    assert.ok(scene.opened.length > length);
  });

  it('is asked for at most twice a second, however often the function is replaced', async () => {
    const scene = new Scene();
    let calls = 0;
    await scene.give(() => jwt('ada'));
    await scene.source.directory.list().catch(() => undefined);
    for (let render = 0; render < 100; render += 1) {
      await scene.give(() => {
        calls += 1;
        return jwt('ada');
      });
      await scene.clock.advance(50);
    }
    assert.ok(calls <= 11, `${String(calls)} calls in 5 seconds`);
  });
});

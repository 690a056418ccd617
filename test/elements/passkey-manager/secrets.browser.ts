import { expect } from 'chai';
import type { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';
import { Recorder } from '../../support/recorder.ts';
import { ManagerScene } from './manager-scene.ts';

/** Bad input 119: test/mock-server/bad-inputs/README.md */
describe('what the page of <passkey-manager> can see and keep', () => {
  const scene = new ManagerScene(() => ({ remember: true }));

  const add = async (page: PasskeyManagerPage): Promise<void> => {
    page.press('add');
    await page.nextOf('passkey-added', 'passkey-manager-failed');
  };

  it('bad input 119: holds no token, challenge or signature of any action', async () => {
    const recorder = new Recorder();
    await scene.client.signInAda();
    const page = await scene.open();
    recorder.watch(page.root);
    await add(page);
    await scene.takeAnother();
    await add(page);
    await page.rename(0, 'Renamed');
    await page.shows(() => page.eventsOf('passkey-renamed').length === 1);
    await add(page);
    page.press('remove');
    await page.shows(() => page.has('dialog'));
    page.press('dialog-confirm');
    await page.next('passkey-removed');
    recorder.stop();
    const { secrets, seen } = recorder;
    expect(page.eventsOf('passkey-manager-failed')).to.have.length(1);
    expect(secrets.size).to.be.greaterThan(12);
    expect(seen).to.include('"name":"Renamed"');
    expect([...secrets].filter((secret) => seen.includes(secret))).to.deep.equal([]);
    expect(seen).not.to.include('console:');
  });
});

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { DetectedMode, Passkeys } from '../../src/client/types.ts';
import { leavePage } from '../support/fake-page.ts';
import { identifier, issuer, SignInScene } from './sign-in-scene.ts';

afterEach(() => {
  leavePage();
  Reflect.deleteProperty(globalThis, 'localStorage');
});

/** A client of a workspace with these modes active. */
function open(...active: SignInScene['active']): {
  readonly scene: SignInScene;
  readonly passkeys: Passkeys;
} {
  const scene = new SignInScene();
  scene.active = active;
  return { scene, passkeys: scene.client() };
}

/** The mode that the client knows without another begin. */
async function knownMode({ asked }: SignInScene, passkeys: Passkeys): Promise<DetectedMode> {
  const before = asked.length;
  const mode = await passkeys.mode({ by: 'sign-in' });
  assert.equal(asked.length, before);
  return mode;
}

test('an unknown mode is asked for as Smart first', async () => {
  const { scene, passkeys } = open('smart');
  await passkeys.signIn({ identifier });
  assert.deepEqual(scene.asked, ['smart']);
  assert.equal(await knownMode(scene, passkeys), 'smart');
});

test('a refusal of Smart turns to Classic, and the next begin starts there', async () => {
  const { scene, passkeys } = open('classic');
  await passkeys.signIn({ identifier });
  await passkeys.signIn({ identifier });
  assert.deepEqual(scene.asked, ['smart', 'classic', 'classic']);
});

test('a likely mode is asked for first, and only its answer makes it known', async () => {
  const kept = JSON.stringify({ modes: [[issuer, 'classic']] });
  const value = { getItem: () => kept, setItem: () => undefined, removeItem: () => undefined };
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, value });
  const { scene, passkeys } = open('smart');
  await passkeys.signIn({ identifier });
  assert.deepEqual(scene.asked, ['classic', 'smart']);
  assert.equal(await knownMode(scene, passkeys), 'smart');
});

test('a mode that was switched meanwhile is noticed at the next begin', async () => {
  const { scene, passkeys } = open('classic');
  await passkeys.signIn({ identifier });
  scene.active = ['smart'];
  await passkeys.signIn({ identifier });
  assert.equal(await knownMode(scene, passkeys), 'smart');
});

test('two refusals mean that passkeys are not available, until a later begin is answered', async () => {
  const { scene, passkeys } = open();
  await assert.rejects(passkeys.signIn({ identifier }), { code: 'mechanism_disabled' });
  assert.equal(await knownMode(scene, passkeys), 'unavailable');
  scene.active = ['smart'];
  await passkeys.signIn({ identifier });
  assert.equal(await knownMode(scene, passkeys), 'smart');
});

test('a given mode is never turned, and its refusal says so', async () => {
  const scene = new SignInScene();
  scene.active = ['classic'];
  await assert.rejects(scene.client({ mode: 'smart' }).signIn({ identifier }), { code: 'mode_mismatch' });
  assert.deepEqual(scene.asked, ['smart']);
});

test('any other failure says nothing about the mode', async () => {
  const { scene, passkeys } = open('classic');
  scene.isDown = true;
  await assert.rejects(passkeys.signIn({ identifier }), { code: 'server_error' });
  scene.isDown = false;
  await passkeys.signIn({ identifier });
  assert.deepEqual(scene.asked, ['smart', 'smart', 'classic']);
});

test('a profile tells the mode by its first factors, then by its second ones', async () => {
  const scene = new SignInScene();
  const passkeys = scene.client({ accessToken: () => 'opaque' });
  const modeBy = (profile: object): Promise<DetectedMode> => {
    scene.profile = profile;
    return passkeys.mode();
  };
  const smart = { authentication_mechanisms: ['password', 'usernameless_webauthn'] };
  assert.equal(await modeBy(smart), 'smart');
  assert.equal(await modeBy({ authentication_mechanisms: ['webauthn', 'password'] }), 'classic');
  const second = {
    authentication_mechanisms: ['password'],
    second_factor_authentication_mechanisms: ['webauthn'],
  };
  assert.equal(await modeBy(second), 'classic');
  assert.equal(await modeBy({ authentication_mechanisms: [] }), 'unavailable');
  // Where the profile does not state it, the next registration begins in Smart.
  assert.equal(await modeBy({ authentication_mechanisms: null }), 'smart');
  assert.deepEqual(scene.asked, []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModeDetector } from '../../src/client/mode.ts';
import { modeFromProfile } from '../../src/client/management/passkey-list.ts';
import type { Mode } from '../../src/client/types.ts';
import { PasskeyError } from '../../src/errors.ts';

/** A workspace in which only these modes are active. */
function workspace(...active: readonly Mode[]) {
  const asked: Mode[] = [];
  const begin = (mode: Mode): Promise<Mode> => {
    asked.push(mode);
    return active.includes(mode)
      ? Promise.resolve(mode)
      : Promise.reject(new PasskeyError('mode_mismatch', 'no'));
  };
  return { asked, begin };
}

test('an unknown mode is asked for as Smart first', async () => {
  const { asked, begin } = workspace('smart');
  const known = new ModeDetector('auto');
  assert.equal(await known.begin(begin), 'smart');
  assert.deepEqual(asked, ['smart']);
  assert.equal(known.value, 'smart');
});

test('a refusal of Smart turns to Classic, and the next begin starts there', async () => {
  const { asked, begin } = workspace('classic');
  const known = new ModeDetector('auto');
  await known.begin(begin);
  await known.begin(begin);
  assert.deepEqual(asked, ['smart', 'classic', 'classic']);
});

test('a likely mode is asked for first, and only its answer makes it known', async () => {
  const { asked, begin } = workspace('smart');
  const known = new ModeDetector('auto');
  assert.equal(await known.begin(begin, 'classic'), 'smart');
  assert.deepEqual(asked, ['classic', 'smart']);
  assert.equal(known.value, 'smart');
});

test('a mode that was switched meanwhile is noticed at the next begin', async () => {
  const known = new ModeDetector('auto');
  await known.begin(workspace('classic').begin);
  assert.equal(await known.begin(workspace('smart').begin), 'smart');
  assert.equal(known.value, 'smart');
});

test('two refusals mean that passkeys are not available, until a later begin is answered', async () => {
  const known = new ModeDetector('auto');
  await assert.rejects(known.begin(workspace().begin), { code: 'mechanism_disabled' });
  assert.equal(known.value, 'unavailable');
  assert.equal(await known.begin(workspace('smart').begin), 'smart');
});

test('a given mode is never turned, and its refusal says so', async () => {
  const { asked, begin } = workspace('classic');
  const known = new ModeDetector('smart');
  await assert.rejects(known.begin(begin), { code: 'mode_mismatch' });
  assert.deepEqual(asked, ['smart']);
});

test('any other failure says nothing about the mode', async () => {
  const known = new ModeDetector('auto');
  const offline = new PasskeyError('offline', 'no network');
  await assert.rejects(
    known.begin(() => Promise.reject(offline)),
    offline,
  );
  assert.equal(known.value, undefined);
});

test('a profile tells the mode by its first factors, then by its second ones', () => {
  assert.equal(
    modeFromProfile({ authentication_mechanisms: ['password', 'usernameless_webauthn'] }),
    'smart',
  );
  assert.equal(modeFromProfile({ authentication_mechanisms: ['webauthn', 'password'] }), 'classic');
  const second = {
    authentication_mechanisms: ['password'],
    second_factor_authentication_mechanisms: ['webauthn'],
  };
  assert.equal(modeFromProfile(second), 'classic');
  assert.equal(modeFromProfile({ authentication_mechanisms: [] }), 'unavailable');
  assert.equal(modeFromProfile({ authentication_mechanisms: null }), undefined);
});

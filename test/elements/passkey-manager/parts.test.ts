import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Passkey, PasskeyList } from '../../../src/client/types.ts';
import { datesIn } from '../../../src/elements/passkey-manager/dates.ts';
import { providerIcon } from '../../../src/elements/passkey-manager/icons.ts';
import { nameProblem, shownName } from '../../../src/elements/passkey-manager/names.ts';
import {
  addAvailability,
  isLastRemovable,
  obsoletePasskeys,
} from '../../../src/elements/passkey-manager/state.ts';
import { ReauthenticationController } from '../../../src/elements/passkey-manager/reauthentication-controller.ts';

const passkey = (about: Partial<Passkey> = {}): Passkey => ({
  id: '1',
  name: 'One',
  usedHere: false,
  ...about,
});

const list = (about: Partial<PasskeyList> = {}): PasskeyList => ({
  mode: 'smart',
  passkeys: [passkey()],
  needsNewPasskey: false,
  mayRemoveLast: false,
  ...about,
});

describe('a name', () => {
  it('is refused by the rule that the server has', () => {
    const names = ['', '  ', '\u200B', 'a'.repeat(64), 'a'.repeat(65), 'a\u202Eb', 'a\nb', ' é '];
    const problems = ['empty', 'empty', 'empty', undefined, 'long', 'characters', 'characters', undefined];
    assert.deepEqual(names.map(nameProblem), problems);
  });

  it('is shown cut between characters, and never blank', () => {
    assert.equal(shownName('🔑'.repeat(81), 'Unnamed'), `${'🔑'.repeat(80)}…`);
    assert.equal(shownName('\u2066 \u200F', 'Unnamed'), 'Unnamed');
    assert.equal(shownName('Key', 'Unnamed'), 'Key');
  });
});

describe('a confirmation', () => {
  it('is asked for by no action that was stopped while its dialog was on its way', async () => {
    const host = {
      addController: () => undefined,
      removeController: () => undefined,
      requestUpdate: () => undefined,
      updateComplete: Promise.resolve(true),
      reauthenticate: undefined,
    };
    const stepUp = new ReauthenticationController(host, () => Promise.resolve());
    const asking = stepUp.ask({ maxAge: 300, signal: AbortSignal.abort() });
    assert.equal(stepUp.isOpen, false);
    await assert.rejects(asking, { name: 'AbortError' });
  });
});

describe('a date', () => {
  const now = new Date(2026, 0, 31, 0, 30);
  const before = (days: number) => new Date(2026, 0, 31 - days, 23, 30);

  it('counts calendar days, and names the day itself after a month', () => {
    const { ago } = datesIn('en');
    const told = [0, 1, 2, 30, 31].map((days) => ago(before(days), now));
    assert.deepEqual(told, ['today', 'yesterday', '2 days ago', '30 days ago', 'Dec 31, 2025']);
  });

  it('is never in the future, whatever the clock says', () => {
    assert.equal(datesIn('en').ago(new Date(2026, 1, 3), now), 'today');
  });

  it('is nothing where there is none', () => {
    assert.deepEqual(
      [datesIn('en').day(new Date(NaN)), datesIn('en').ago(new Date(NaN), now)],
      [undefined, undefined],
    );
  });

  it('speaks the language, and some language for a tag that is none', () => {
    assert.equal(datesIn('de').ago(before(1), now), 'gestern');
    assert.ok(datesIn('not a tag').day(now));
  });
});

describe('what keeps a passkey', () => {
  it('is told by its provider, then by how it is reached', () => {
    const drawn = [
      { aaguid: 'FBFC3007-154E-4ECC-8C0B-6E020557D7BD' },
      { transports: ['usb', 'nfc'], synced: false },
      { synced: true },
      { transports: ['hybrid', 'internal'] },
      { transports: ['internal'] },
      {},
      { aaguid: '__proto__' },
    ].map((about) => providerIcon(passkey(about)));
    assert.deepEqual(drawn, ['cloud', 'key', 'cloud', 'phone', 'laptop', 'passkey', 'passkey']);
  });
});

describe('a list', () => {
  it('takes a new passkey where there is room, a browser for it, and a mode', () => {
    assert.equal(addAvailability(list(), true), 'possible');
    assert.equal(addAvailability(list({ capacity: 1 }), true), 'full');
    assert.equal(addAvailability(list({ capacity: 2 }), true), 'possible');
    assert.equal(addAvailability(list({ capacity: 1 }), false), 'unsupported');
    assert.equal(addAvailability(list({ mode: 'unavailable' }), true), 'unavailable');
  });

  it('keeps its last passkey, except at a helpdesk', () => {
    assert.equal(isLastRemovable(list()), false);
    assert.equal(isLastRemovable(list({ mayRemoveLast: true })), true);
    assert.equal(isLastRemovable(list({ passkeys: [passkey(), passkey({ id: '2' })] })), true);
  });

  it('has replaced passkeys only once one works, and only where the server tells', () => {
    const [old, works, unknown] = [false, true, undefined].map((worksNow, index) =>
      passkey({ id: String(index), ...(worksNow !== undefined && { worksNow }) }),
    ) as [Passkey, Passkey, Passkey];
    assert.deepEqual(obsoletePasskeys(list({ passkeys: [old] })), []);
    assert.deepEqual(obsoletePasskeys(list({ passkeys: [old, works, unknown] })), [old]);
    assert.deepEqual(obsoletePasskeys(list({ passkeys: [unknown, unknown] })), []);
  });
});

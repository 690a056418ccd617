import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CredentialCreation } from '../../../src/api/contract.ts';
import { Person, self, system, type Answer } from '../calls.ts';
import { refused } from './refused.ts';
import { WatchedCalls } from './watched-calls.ts';

const calls = new WatchedCalls();
const grace = 'grace@example.com';
const names = [
  undefined,
  null,
  7,
  {},
  ['x'],
  '',
  '   ',
  '\t\n',
  '\u200b',
  '\u3164\u200d',
  'x'.repeat(65),
  '🔑'.repeat(65),
];
const hidden = [
  '\u0000',
  'a\u0007b',
  'a\nb',
  'a\u202eb',
  '\u2066x',
  'a\u200f',
  '\u061c',
  'x\ud800',
  '\udc00',
];
const malformed = [
  'unknown',
  '%2F',
  '..%2F..%2Fme',
  '%252F',
  '%00',
  '%E0%A4%A',
  '%',
  '__proto__',
  'constructor',
  'x'.repeat(10_000),
  '%F0%9F%94%91',
];

await new Person(calls).enrol();
await new Person(calls).enrol();
const token = await calls.userToken();
const ids = (await calls.passkeys()).map(({ id }) => id ?? '');

describe('the last passkey', () => {
  for (const workspace of ['shop', 'portal']) {
    test(`107 stays with its user (${workspace}), whom an admin may relieve of it`, async () => {
      const own = new WatchedCalls();
      await new Person(own).enrol(workspace);
      const { id: user = '', credentials } = await own.me(workspace);
      const id = credentials?.find(({ type }) => type === 'webauthn')?.id ?? '';
      const mine = await own.userToken(workspace);
      const path = `${self(workspace)}/webauthn/${id}`;
      const { status_code, error_code } = await refused(own, () => own.call('DELETE', path, { token: mine }));
      assert.deepEqual([status_code, error_code], [409, 'last_credential']);
      const admin = { token: await own.backendToken() };
      assert.equal((await own.call('DELETE', `${system}/users/${user}/webauthn/${id}`, admin)).status, 204);
    });
  }
});

describe('a passkey that is not there', () => {
  test("108 is answered like another user's", async () => {
    const [id = ''] = ids;
    const hers = await calls.userToken('shop', { user: grace });
    for (const [method, rest] of [
      ['DELETE', ''],
      ['PUT', '/name'],
    ] as const) {
      const act = (target: string) => () => write(method, `${self('shop')}/webauthn/${target}${rest}`, hers);
      const [others, nobodys] = [await refused(calls, act(id)), await refused(calls, act('f'.repeat(32)))];
      assert.equal(others.status_code, 404);
      assert.deepEqual(others, nobodys);
    }
  });

  test('108 is answered alike to a backend that names the wrong user', async () => {
    const [id = ''] = ids;
    const admin = await calls.backendToken();
    const { id: wrongUser = '' } = await calls.me('shop', { user: grace });
    for (const target of [id, 'f'.repeat(32)]) {
      const path = `${system}/users/${wrongUser}/webauthn/${target}`;
      assert.equal((await refused(calls, () => write('DELETE', path, admin))).status_code, 404);
    }
  });

  for (const id of malformed) {
    test(`109 is answered 404 under the ID ${id.slice(0, 20)}`, async () => {
      const admin = await calls.backendToken();
      const { id: user = '' } = await calls.me();
      for (const [base, who] of [
        [`${self('shop')}/webauthn`, token],
        [`${system}/users/${user}/webauthn`, admin],
      ] as const) {
        for (const [method, path] of [
          ['DELETE', `${base}/${id}`],
          ['PUT', `${base}/${id}/name`],
        ] as const) {
          assert.equal((await refused(calls, () => write(method, path, who))).status_code, 404);
        }
      }
    });
  }
});

describe('a name', () => {
  for (const name of [...names, ...hidden]) {
    test(`110 is not ${JSON.stringify(name)?.slice(0, 20) ?? 'missing'}`, async () => {
      const admin = await calls.backendToken();
      const { id: user = '' } = await calls.me();
      for (const [base, who] of [
        [self('shop'), token],
        [`${system}/users/${user}`, admin],
      ] as const) {
        const path = `${base}/webauthn/${ids[0] ?? ''}/name`;
        const { status_code, error_code } = await refused(calls, () => write('PUT', path, who, { name }));
        assert.deepEqual([status_code, error_code], [400, 'invalid_request']);
      }
    });
  }

  for (const name of ['x', '🔑'.repeat(64), ' Work MacBook ', '<img onerror=alert(1)>', 'مفتاح']) {
    test(`110 is ${JSON.stringify(name).slice(0, 30)}, trimmed`, async () => {
      const path = `${self('shop')}/webauthn/${ids[0] ?? ''}/name`;
      assert.equal((await write('PUT', path, token, { name })).status, 204);
      assert.ok((await calls.passkeys()).some((passkey) => passkey.name === name.trim()));
    });
  }
});

describe('an ETag that is out of date', () => {
  test('113 stops every write', async () => {
    const headers = { 'If-Match': '"0-0"' };
    const ada = new Person(calls);
    const made = ada.create(await ada.beginEnrolment());
    const { id: user = '' } = await calls.me();
    const admin = await calls.backendToken();
    const [id = ''] = ids;
    for (const [method, path, who, body] of [
      ['DELETE', `${self('shop')}/webauthn/${id}`, token, undefined],
      ['PUT', `${self('shop')}/webauthn/${id}/name`, token, { name: 'x' }],
      ['POST', `${self('shop')}/usernameless-webauthn/create/complete`, token, made],
      ['DELETE', `${system}/users/${user}/webauthn/${id}`, admin, undefined],
      ['PUT', `${system}/users/${user}/webauthn/${id}/name`, admin, { name: 'x' }],
    ] as const) {
      const act = () => calls.call(method, path, { token: who, headers, ...(body && { body }) });
      const { status_code, error_code } = await refused(calls, act);
      assert.deepEqual([status_code, error_code], [412, 'precondition_failed']);
    }
  });

  test('113 lets a write through that names the present one', async () => {
    const read = await calls.call('GET', `${self('shop')}/me`, { token });
    const headers = { 'If-Match': read.headers.get('ETag') ?? '' };
    const path = `${self('shop')}/webauthn/${ids[0] ?? ''}/name`;
    const sent = { token, headers, body: { name: 'First' } };
    assert.equal((await calls.call('PUT', path, sent)).status, 204);
    assert.equal((await refused(calls, () => calls.call('PUT', path, sent))).status_code, 412);
  });
});

describe('an idempotency key', () => {
  const begin = `${self('shop')}/usernameless-webauthn/create/begin`;
  const beginWith = (key: string, who = token) =>
    calls.call('POST', begin, { token: who, headers: { 'X-Idempotency-Key': key } });
  const challengeOf = ({ body }: Answer) => (body as CredentialCreation).publicKey.challenge;

  for (const length of [1, 31, 256]) {
    test(`115 does not have ${length} characters`, async () => {
      const { error_code } = await refused(calls, () => beginWith('k'.repeat(length)));
      assert.equal(error_code, 'invalid_request');
    });
  }

  for (const length of [32, 255]) {
    test(`115 of ${length} characters gets the first answer again, marked, for one minute`, async () => {
      const key = 'k'.repeat(length);
      const [first, again] = [await beginWith(key), await beginWith(key)];
      assert.deepEqual(again.body, first.body);
      assert.equal(again.status, first.status);
      assert.equal(first.headers.get('X-Idempotent-Replayed'), null);
      assert.equal(again.headers.get('X-Idempotent-Replayed'), 'true');
      calls.world.advance(60);
      const later = await beginWith(key);
      assert.notEqual(challengeOf(later), challengeOf(first));
      assert.equal(later.headers.get('X-Idempotent-Replayed'), null);
    });
  }

  test('115 counts for its caller and its call alone', async () => {
    const key = 'c'.repeat(40);
    const mine = await beginWith(key);
    const hers = await beginWith(key, await calls.userToken('shop', { user: grace }));
    assert.notEqual(challengeOf(hers), challengeOf(mine));
    assert.equal(hers.headers.get('X-Idempotent-Replayed'), null);
  });

  test('115 makes one passkey of two completes at once, and answers both alike', async () => {
    const own = new WatchedCalls();
    const ada = new Person(own);
    const sent = {
      token: await own.userToken(),
      headers: { 'X-Idempotency-Key': 'o'.repeat(32) },
      body: ada.create(await ada.beginEnrolment()),
    };
    const path = `${self('shop')}/usernameless-webauthn/create/complete`;
    const answers = await Promise.all([1, 2].map(() => own.call('POST', path, sent)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    );
    assert.deepEqual(answers[0]?.body, answers[1]?.body);
    assert.equal((await own.passkeys()).length, 1);
  });
});

function write(method: string, path: string, who: string, body: unknown = { name: 'Mine' }): Promise<Answer> {
  return calls.call(method, path, { token: who, ...(method === 'PUT' && { body }) });
}

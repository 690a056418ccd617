import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnosis } from '../../src/client/types.ts';
import { listProblems } from '../../src/client/diagnose.ts';
import { relateRpId } from '../../src/webauthn/rp-id.ts';
import { PasskeyError } from '../../src/errors.ts';

type Seen = Omit<Diagnosis, 'problems'>;

const fine: Seen = {
  secureContext: true,
  host: { name: 'app.example.com', kind: 'domain' },
  rpId: { id: 'example.com', relation: 'parent-domain' },
  permissionsPolicy: { get: true, create: 'unknown' },
  patchedCredentials: false,
  support: {
    webauthn: true,
    autofill: true,
    platformAuthenticator: true,
    immediate: false,
    conditionalCreate: false,
    signals: true,
  },
  clockDifference: -1_500,
  cors: 'allowed',
  mode: 'smart',
};

test('a page on which all is well has no problems', () => {
  assert.deepEqual(listProblems(fine, undefined), []);
});

test('what cannot be known is no problem', () => {
  const unknown = { ...fine, clockDifference: 'unknown', cors: 'unknown', mode: 'unknown' } as const;
  assert.deepEqual(listProblems({ ...unknown, rpId: { id: 'unknown', relation: 'unknown' } }, undefined), []);
});

const wrong: Readonly<Record<string, readonly [Partial<Seen>, RegExp]>> = {
  'an insecure page': [{ secureContext: false }, /https/],
  'an IP address': [{ host: { name: '127.0.0.1', kind: 'ip-address' } }, /127\.0\.0\.1.*domain/],
  'a browser without passkeys': [{ support: { ...fine.support, webauthn: false } }, /no Web Authentication/],
  'a policy against get': [{ permissionsPolicy: { get: false, create: true } }, /publickey-credentials-get/],
  'a policy against create': [
    { permissionsPolicy: { get: true, create: false } },
    /publickey-credentials-create/,
  ],
  'a foreign RP ID': [{ rpId: { id: 'other.example', relation: 'foreign' } }, /other\.example/],
  'an RP ID that only a file of another origin can allow': [
    { rpId: { id: 'other.example', relation: 'unknown' } },
    /other\.example.*unless.*\/\.well-known\/webauthn.*may not read/,
  ],
  'an extension': [{ patchedCredentials: true }, /replaced by a script/],
  'CORS that refuses': [{ cors: 'refused' }, /CORS/],
  'passkeys switched off': [{ mode: 'unavailable' }, /neither Smart nor Classic/],
  'clocks that differ': [{ clockDifference: 120_000 }, /120 seconds/],
};

for (const [name, [change, says]] of Object.entries(wrong)) {
  test(`${name} is told, and nothing else`, () => {
    const problems = listProblems({ ...fine, ...change }, undefined);
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', says);
  });
}

test('the error that hid the mode is told with its code', () => {
  const error = new PasskeyError('not_found', 'login/begin was refused with status 404.');
  assert.match(listProblems({ ...fine, mode: 'unknown' }, error)[0] ?? '', /not_found.*404/);
});

const page = { hostname: 'app.example.com', origin: 'https://app.example.com' };

test('an RP ID is the host, a parent domain of it, or neither', async () => {
  assert.equal(await relateRpId('app.example.com', page), 'same');
  assert.equal(await relateRpId('example.com', page), 'parent-domain');
  assert.equal(await relateRpId('unknown', page), 'unknown');
});

const files: Readonly<Record<string, readonly [() => Promise<Response>, string]>> = {
  'names this origin: a related origin': [
    async () => Response.json({ origins: [page.origin] }),
    'related-origin',
  ],
  'names others: foreign': [async () => Response.json({ origins: ['https://x.example'] }), 'foreign'],
  'is of another shape: unknown': [async () => Response.json([]), 'unknown'],
  'is HTML: unknown': [async () => new Response('<html>'), 'unknown'],
  'may not be read from here: unknown': [() => Promise.reject(new TypeError('Failed to fetch')), 'unknown'],
};

for (const [name, [fetch, relation]] of Object.entries(files)) {
  test(`the /.well-known/webauthn of another domain ${name}`, async (context) => {
    const asked = context.mock.method(globalThis, 'fetch', fetch);
    assert.equal(await relateRpId('other.example', page), relation);
    assert.equal(asked.mock.calls[0]?.arguments[0], 'https://other.example/.well-known/webauthn');
  });
}

test('a suffix of letters, and a top-level domain, are no parent domains', async (context) => {
  context.mock.method(globalThis, 'fetch', async () => Response.json({ origins: [] }));
  assert.equal(await relateRpId('ple.com', page), 'foreign');
  assert.equal(await relateRpId('com', page), 'foreign');
});

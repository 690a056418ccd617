import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PasskeyErrorCode } from '../../src/errors.ts';
import { fromResponse, retryAfter, type Call } from '../../src/api/error-response.ts';

const none = new Headers();

const bodyOf = (status: number, error_code: string): object => ({
  status_code: status,
  error: 'no',
  error_code,
  details: null,
});

const known: readonly (readonly [string, number, Call, PasskeyErrorCode])[] = [
  ['invalid_request', 400, 'create/complete', 'invalid_request'],
  ['verification_failed', 400, 'create/complete', 'verification_failed'],
  ['verification_failed', 401, 'login/complete', 'verification_failed'],
  ['verification_failed', 401, 'login/password', 'wrong_credentials'],
  ['verification_failed', 401, 'system/add/complete', 'wrong_code'],
  ['challenge_expired', 400, 'create/complete', 'challenge_expired'],
  ['unknown_credential', 404, 'login/complete', 'unknown_credential'],
  ['unauthorized', 401, 'me', 'unauthorized'],
  ['unauthorized', 401, 'login/password', 'wrong_credentials'],
  ['unauthorized', 401, 'system/add/complete', 'wrong_code'],
  ['invalid_access_token', 401, 'me', 'unauthorized'],
  ['invalid_access_token', 401, 'system/add/complete', 'unauthorized'],
  ['insufficient_scope', 403, 'create/begin', 'forbidden'],
  ['reauthentication_required', 403, 'remove', 'reauthentication_required'],
  ['mechanism_not_allowed', 403, 'login/begin', 'mode_mismatch'],
  ['capacity_reached', 409, 'create/complete', 'capacity_reached'],
  ['last_credential', 409, 'remove', 'last_passkey'],
  ['credential_exists', 409, 'create/complete', 'already_registered'],
  ['not_found', 404, 'rename', 'not_found'],
  ['precondition_failed', 412, 'system/remove', 'conflict'],
  ['payload_too_large', 413, 'create/complete', 'invalid_request'],
  ['invalid_settings', 422, 'rename', 'invalid_request'],
  ['rate_limited', 429, 'login/password', 'rate_limited'],
];

for (const [serverCode, status, call, code] of known) {
  test(`${serverCode} of ${call} means ${code}, and that is no guess`, () => {
    const error = fromResponse(status, bodyOf(status, serverCode), call, none);
    assert.deepEqual(
      { code: error.code, inferred: error.inferred, status: error.status, serverCode: error.serverCode },
      { code, inferred: false, status, serverCode },
    );
  });
}

const guessed: readonly (readonly [number, Call, PasskeyErrorCode])[] = [
  [400, 'login/begin', 'invalid_request'],
  [400, 'create/complete', 'verification_failed'],
  [401, 'me', 'unauthorized'],
  [401, 'login/complete', 'verification_failed'],
  [401, 'system/token', 'configuration'],
  [401, 'login/password', 'wrong_credentials'],
  [401, 'system/add/complete', 'wrong_code'],
  [403, 'login/begin', 'mode_mismatch'],
  [403, 'remove', 'reauthentication_required'],
  [403, 'me', 'forbidden'],
  [403, 'system/remove', 'forbidden'],
  [404, 'login/complete', 'not_found'],
  [409, 'create/begin', 'capacity_reached'],
  [409, 'create/complete', 'already_registered'],
  [409, 'remove', 'last_passkey'],
  [409, 'system/remove', 'conflict'],
  [412, 'system/rename', 'conflict'],
  [422, 'rename', 'invalid_request'],
  [429, 'me', 'rate_limited'],
  [500, 'me', 'server_error'],
  [503, 'login/begin', 'server_error'],
  [304, 'me', 'bad_response'],
];

for (const body of [bodyOf(0, 'something_new'), bodyOf(0, 'toString'), undefined, null, 'text', []]) {
  test(`without a known error_code (${JSON.stringify(body)}) the call and the status decide`, () => {
    for (const [status, call, code] of guessed) {
      const error = fromResponse(status, body, call, none);
      assert.deepEqual([status, call, error.code, error.inferred], [status, call, code, true]);
    }
  });
}

test('an unknown 404 at sign-in never counts as an unknown credential', () => {
  assert.equal(fromResponse(404, undefined, 'login/complete', none).code, 'not_found');
});

test('WWW-Authenticate speaks where error_code does not', () => {
  const stepUp = new Headers({
    'WWW-Authenticate': 'Bearer error="insufficient_user_authentication", max_age="300"',
  });
  const scope = new Headers({ 'WWW-Authenticate': 'Bearer error="insufficient_scope"' });
  assert.equal(fromResponse(401, undefined, 'rename', stepUp).code, 'reauthentication_required');
  assert.equal(fromResponse(403, undefined, 'rename', scope).code, 'forbidden');
});

test('Retry-After is read as seconds and as a date', () => {
  const date = new Headers({
    'Retry-After': 'Wed, 21 Oct 2015 07:28:30 GMT',
    Date: 'Wed, 21 Oct 2015 07:28:00 GMT',
  });
  assert.equal(retryAfter(new Headers({ 'Retry-After': '17' })), 17);
  assert.equal(retryAfter(date), 30);
  assert.equal(retryAfter(new Headers({ 'Retry-After': 'soon' })), undefined);
  assert.equal(fromResponse(429, undefined, 'me', date).retryAfter, 30);
});

test('a long error text is cut', () => {
  const { message } = fromResponse(400, { error: 'x'.repeat(10_000) }, 'rename', none);
  assert.ok(message.length < 400);
});

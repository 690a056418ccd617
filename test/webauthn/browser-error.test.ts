import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromDOMException, type ErrorContext } from '../../src/webauthn/browser-error.ts';
import type { PageFacts } from '../../src/webauthn/environment.ts';

const page: PageFacts = {
  secure: true,
  host: 'shop.example.com',
  hostKind: 'domain',
  foreignFrame: false,
  focused: true,
  allowed: true,
};

const usual: ErrorContext = {
  call: 'get',
  mediation: 'modal',
  rpId: 'example.com',
  timeout: 300_000,
  elapsed: 4000,
  page,
};

interface Case {
  readonly says: string;
  readonly error: unknown;
  readonly in?: Partial<ErrorContext>;
  readonly on?: Partial<PageFacts>;
  readonly code: string;
  readonly inferred?: true;
}

const named = (name: string): DOMException => new DOMException('The operation failed.', name);

const cases: readonly Case[] = [
  {
    says: 'lesson 14: NotAllowedError is most likely a cancel',
    error: named('NotAllowedError'),
    code: 'cancelled',
    inferred: true,
  },
  {
    says: 'lesson 15: an AbortError that is not ours is a cancel',
    error: named('AbortError'),
    code: 'cancelled',
    inferred: true,
  },
  {
    says: 'NotAllowedError after the whole time is a timeout',
    error: named('NotAllowedError'),
    in: { elapsed: 300_000 },
    code: 'timed_out',
    inferred: true,
  },
  {
    says: 'NotAllowedError of immediate mode means no passkey at hand',
    error: named('NotAllowedError'),
    in: { mediation: 'immediate' },
    code: 'no_passkey',
    inferred: true,
  },
  {
    says: 'bad input 120: NotAllowedError where the policy forbids it is told as that',
    error: named('NotAllowedError'),
    on: { allowed: false },
    code: 'blocked_by_policy',
  },
  {
    says: 'bad input 120: NotAllowedError at once in a foreign frame is likely its missing allow',
    error: named('NotAllowedError'),
    in: { elapsed: 5 },
    on: { allowed: 'unknown', foreignFrame: true },
    code: 'blocked_by_policy',
    inferred: true,
  },
  {
    says: 'NotAllowedError in a foreign frame that may is a cancel',
    error: named('NotAllowedError'),
    in: { elapsed: 5 },
    on: { foreignFrame: true },
    code: 'cancelled',
    inferred: true,
  },
  {
    says: 'a discoverable creation refused faster than people are is an unfit authenticator',
    error: named('NotAllowedError'),
    in: { call: 'create', discoverable: true, elapsed: 20 },
    code: 'authenticator_unfit',
    inferred: true,
  },
  {
    says: 'the same after a while is a cancel',
    error: named('NotAllowedError'),
    in: { call: 'create', discoverable: true },
    code: 'cancelled',
    inferred: true,
  },
  {
    says: 'lesson 16: only InvalidStateError means a duplicate',
    error: named('InvalidStateError'),
    in: { call: 'create' },
    code: 'already_registered',
  },
  {
    says: 'InvalidStateError at a sign-in is no duplicate',
    error: named('InvalidStateError'),
    code: 'provider_error',
  },
  {
    says: 'lesson 20: an RP ID that the browser refuses is the wrong domain',
    error: named('SecurityError'),
    code: 'wrong_domain',
  },
  {
    says: 'bad input 120: an IP address as host is the wrong domain',
    error: named('SecurityError'),
    on: { host: '192.0.2.1', hostKind: 'ip-address' },
    code: 'wrong_domain',
  },
  {
    says: 'bad input 120: an insecure page is told as that',
    error: named('SecurityError'),
    on: { secure: false },
    code: 'insecure_context',
  },
  {
    says: 'ConstraintError is an unfit authenticator',
    error: named('ConstraintError'),
    in: { call: 'create' },
    code: 'authenticator_unfit',
  },
  {
    says: 'NotSupportedError is an unfit authenticator',
    error: named('NotSupportedError'),
    in: { call: 'create' },
    code: 'authenticator_unfit',
  },
  {
    says: 'OperationError is a request of other code',
    error: named('OperationError'),
    code: 'provider_error',
  },
  { says: 'UnknownError is the authenticator', error: named('UnknownError'), code: 'provider_error' },
  {
    says: 'lesson 17: a TypeError is an extension that replaced the API',
    error: new TypeError('Illegal invocation'),
    code: 'provider_error',
  },
  { says: 'a thrown string is a failure of the provider', error: 'no', code: 'provider_error' },
];

for (const { says, error, in: circumstances, on, code, inferred } of cases) {
  test(says, () => {
    const explained = fromDOMException(error, { ...usual, ...circumstances, page: { ...page, ...on } });
    assert.equal(explained.code, code);
    assert.equal(explained.inferred, inferred ?? false);
    assert.equal(explained.cause, error);
  });
}

test('a wrong domain names the RP ID and the host, and says what would be right', () => {
  const { message } = fromDOMException(named('SecurityError'), usual);
  assert.match(message, /"example\.com"/);
  assert.match(message, /shop\.example\.com/);
  assert.match(message, /\/\.well-known\/webauthn/);
});

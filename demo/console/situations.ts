/** A scenario of the deck, in words. */
export interface Situation {
  readonly name: string;
  /** Body of `POST /_mock/scenario`. */
  readonly scenario: Readonly<Record<string, string | number>>;
}

/** Failures that a page should stay calm about: each applies to the next matching call, or to the next few. */
export const situations: readonly Situation[] = [
  {
    name: 'The list of passkeys does not load: the server is busy',
    scenario: { method: 'GET', path: '**/self/me', effect: 'fail', status: 503, times: 3 },
  },
  {
    name: 'The list of passkeys arrives cut off',
    scenario: { method: 'GET', path: '**/self/me', effect: 'truncate', bytes: 20 },
  },
  {
    name: 'Every answer takes three seconds',
    // Not the console's own calls, below /api.
    scenario: { path: '/acme/**', effect: 'delay', milliseconds: 3000, times: 5 },
  },
  {
    name: 'The connection drops before a new passkey is saved',
    scenario: { method: 'POST', path: '**/create/complete', effect: 'drop', when: 'before' },
  },
  {
    name: 'A new passkey is saved, but the answer is lost',
    scenario: { method: 'POST', path: '**/create/complete', effect: 'drop', when: 'after' },
  },
  {
    name: 'A sign-in with a passkey does not verify',
    scenario: {
      method: 'POST',
      path: '**/login/*/complete',
      effect: 'fail',
      status: 401,
      error_code: 'verification_failed',
    },
  },
  {
    name: 'A sign-in took too long: its challenge has expired',
    scenario: {
      method: 'POST',
      path: '**/login/*/complete',
      effect: 'fail',
      status: 401,
      error_code: 'challenge_expired',
    },
  },
  {
    name: 'Too many passwords were tried',
    scenario: {
      method: 'POST',
      path: '**/login/password',
      effect: 'fail',
      status: 429,
      error_code: 'rate_limited',
      retry_after: 5,
    },
  },
  {
    name: 'A passkey was renamed elsewhere in the meantime',
    scenario: {
      method: 'PUT',
      path: '**/name',
      effect: 'fail',
      status: 412,
      error_code: 'precondition_failed',
    },
  },
];

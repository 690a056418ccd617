/** A part of the code, and the tests that have to notice when it changes. Fast ones: every mutant runs them. */
export interface Area {
  readonly name: string;
  /** Files, or folders that end with a slash. */
  readonly code: readonly string[];
  readonly tests: readonly string[];
}

const boundaries = [
  'test/mock-server/oauth-boundaries.test.ts',
  'test/mock-server/pool-boundaries.test.ts',
  'test/mock-server/sign-in-binding.test.ts',
];

export const areas: readonly Area[] = [
  {
    name: 'verification',
    code: ['mock-server/webauthn/'],
    tests: ['test/mock-server/webauthn/', 'test/mock-server/bad-inputs/'],
  },
  {
    name: 'access rules',
    code: ['mock-server/domain/accounts/', 'mock-server/domain/passkeys/'],
    tests: [
      ...boundaries,
      'test/mock-server/bad-inputs/',
      'test/mock-server/codes.test.ts',
      'test/mock-server/hosted-registration.test.ts',
      'test/mock-server/self-service.test.ts',
      'test/mock-server/sign-in.test.ts',
      'test/mock-server/sign-up.test.ts',
      'test/mock-server/silent-creation.test.ts',
      'test/mock-server/system.test.ts',
    ],
  },
  {
    name: 'redirects',
    code: ['mock-server/oauth/redirect-uri.ts', 'mock-server/domain/oauth/'],
    tests: [
      ...boundaries,
      'test/mock-server/oauth',
      'test/mock-server/begun-here.test.ts',
      'test/mock-server/sign-in-over.test.ts',
    ],
  },
  {
    name: 'step-up',
    code: ['src/client/management/'],
    tests: ['test/client/'],
  },
  {
    name: 'signals',
    code: ['src/webauthn/signals.ts', 'src/webauthn/passkey-changes.ts'],
    tests: ['test/client/', 'test/webauthn/', 'test/interleavings/'],
  },
  {
    name: 'lock',
    code: ['src/webauthn/lock.ts', 'src/client/ceremony.ts'],
    tests: ['test/webauthn/', 'test/client/', 'test/interleavings/'],
  },
  {
    name: 'errors',
    code: ['src/api/error-response.ts'],
    tests: ['test/api/', 'test/client/'],
  },
];

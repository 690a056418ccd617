import type { SelfCredential, SelfProfile } from '../../src/api/contract.ts';

const time = '2026-11-20T09:00:00.123456789Z';

/** A passkey as `me` lists it with published members only: its mode, its name and its WebAuthn ID are absent. */
export const publishedPasskey = (id: string): SelfCredential => ({
  id,
  type: 'webauthn',
  state: 'valid',
  updated_at: time,
});

/** Answers in place of the published one; `undefined` leaves the call to it. */
export type Rule = (call: { readonly method: string; readonly path: string }) => Response | undefined;

export interface PublishedConnectOptions {
  readonly me?: Partial<SelfProfile> & Readonly<Record<string, unknown>>;
  readonly rules?: readonly Rule[];
  /** RP ID of enrolments. Default: the host of the issuer. */
  readonly rpId?: string;
}

/**
 * The self-service API as far as the vendor publishes it: Go's `null` and escapes, members, mechanisms and codes that
 * this project does not know, and none of its assumptions. A call is a function call, without a network.
 */
export class PublishedConnect {
  readonly issuer = 'https://connect.example/acme/shop';
  /** Method and path below the self-service base of each call, in order. */
  readonly calls: string[] = [];
  readonly #options: PublishedConnectOptions;

  constructor(options: PublishedConnectOptions = {}) {
    this.#options = options;
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const { method, url } = new Request(input, init);
    const path = new URL(url).pathname.replace('/acme/shop/identity/v2/self/', '');
    this.calls.push(`${method} ${path}`);
    for (const rule of this.#options.rules ?? []) {
      const answer = rule({ method, path });
      if (answer) return answer;
    }
    return this.#answer(method, path);
  };

  #answer(method: string, path: string): Response {
    if (path === 'me') return go(200, { ...profile, ...this.#options.me }, { ETag: '"abc"' });
    if (path.endsWith('/create/begin'))
      return go(200, creation(path.startsWith('usernameless'), this.#options.rpId));
    if (path.endsWith('/create/complete')) return go(200, { credentials: [record] });
    if (/^webauthn\/[^/]+(\/name)?$/.test(path) && method !== 'POST')
      return new Response(null, { status: 204 });
    return new Response('404 page not found\n', { status: 404, headers: { 'Content-Type': 'text/plain' } });
  }
}

/** Refuses each call of that kind with a code that this project does not know. */
export const refuse =
  (method: string, path: RegExp, status: number): Rule =>
  (call) =>
    call.method === method && path.test(call.path)
      ? go(status, {
          status_code: status,
          error: 'refused',
          error_code: 'C-1042',
          details: { trace_id: 'abc' },
        })
      : undefined;

/** As Go's encoder writes: escaped, and with a newline at its end. */
function go(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  const text = JSON.stringify(body).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new Response(`${text}\n`, {
    status,
    headers: { 'Content-Type': 'application/json', 'X-Trace-Id': 'abc', ...headers },
  });
}

const profile = {
  id: 'u1',
  allowed_authentication_mechanisms: ['password', 'usernameless_webauthn', 'email_otp', 'push', 'qr_code'],
  authentication_mechanisms: ['password', 'webauthn'],
  business_metadata: null,
  credentials: [{ id: 'pw', type: 'password', state: 'valid', updated_at: time }, publishedPasskey('c1')],
  federated_accounts: null,
  identifiers: [{ identifier: 'ada@example.com', type: 'email', created_at: time }],
  metadata: null,
  payload: { given_name: 'Ada' },
  preferences: { mfa: {} },
  preferred_authentication_mechanism: 'password',
  second_factor_authentication_mechanisms: null,
  second_factor_preferred_authentication_mechanism: '',
  totp_issuer: '',
  verifiable_addresses: null,
};

const creation = (isSmart: boolean, rpId = 'connect.example') => ({
  publicKey: {
    rp: { name: 'A<b>&', id: rpId },
    user: { name: 'ada@example.com', displayName: '', id: 'dS0wMTIz' },
    challenge: 'wAL1AK0PzYZQWJJp_Updc5yQWitERCyHq1eLjLQAju0',
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    timeout: 300_000,
    authenticatorSelection: {
      ...(isSmart && { requireResidentKey: true, residentKey: 'required' }),
      userVerification: 'preferred',
    },
    hints: null,
    attestation: '',
    extensions: null,
  },
});

const record = {
  id: '+/++Ag==',
  publicKey: 'pQECAyYgASFYIA==',
  attestationType: 'none',
  attestationFormat: 'none',
  transport: null,
  flags: { userPresent: true, userVerified: true, backupEligible: false, backupState: false },
  authenticator: { AAGUID: null, signCount: 0, cloneWarning: false, attachment: '' },
  attestation: { clientDataJSON: null, object: null, publicKeyAlgorithm: 0 },
};

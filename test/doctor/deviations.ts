import { headers, html, json, options, path, refusals, without, type Planted } from './altered-replies.ts';

/** In discovery, CORS, modes and options. */
export const planted: readonly Planted[] = [
  {
    name: 'discovery names another issuer',
    id: 'issuer',
    cure: /SDK `issuer`/,
    deviate: json(/shop\/.well-known\/openid-configuration$/, (body) => ({
      ...body,
      issuer: 'https://login.acme.example/shop',
    })),
  },
  {
    name: 'the token endpoint is elsewhere',
    id: 'oauth-endpoints',
    cure: /OIDC library/,
    deviate: json(/openid-configuration$/, (body) => ({
      ...body,
      token_endpoint: 'http://localhost:4400/token',
    })),
  },
  {
    name: 'a client authenticates with a key only',
    id: 'client-authentication',
    cure: /SDK `accessToken` of the system client/,
    deviate: json(/openid-configuration$/, (body) => ({
      ...body,
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    })),
  },
  {
    name: 'no scope gives a refresh token',
    id: 'offline-access',
    cure: /scopes that the tenant has/,
    deviate: json(/openid-configuration$/, (body) => ({ ...body, scopes_supported: ['openid'] })),
  },
  {
    name: 'PKCE is plain',
    id: 'pkce',
    cure: /the method that the tenant lists/,
    deviate: json(/openid-configuration$/, (body) => ({
      ...body,
      code_challenge_methods_supported: ['plain'],
    })),
  },
  {
    name: 'the key set is empty',
    id: 'key-set',
    cure: /OIDC library/,
    deviate: json(/jwks\.json$/, () => ({ keys: [] })),
  },
  {
    name: 'the self-service API is a page',
    id: 'self-service',
    cure: /`endpoints\.selfService`/,
    deviate: (request) =>
      path(request).endsWith('/me') && !request.headers.has('Authorization') ? html(404) : undefined,
  },
  {
    name: 'refusals have another form',
    id: 'refusals',
    cure: /SDK `fetch`/,
    deviate: refusals(401, 'unauthorized', { status: 401, body: { message: 'no' } }),
  },
  {
    name: 'the page may not call',
    id: 'page-origin',
    cure: /listed at the tenant/,
    deviate: headers((all) => all.delete('Access-Control-Allow-Origin')),
  },
  {
    name: 'a preflight refuses X-Idempotency-Key',
    id: 'exposed-headers',
    cure: /SDK `idempotency`: leave it off/,
    deviate: headers((all) => {
      if (all.has('Access-Control-Allow-Headers')) all.set('Access-Control-Allow-Headers', 'Authorization');
    }),
  },
  {
    name: 'no header is exposed',
    id: 'exposed-headers',
    cure: /the SDK does without/,
    deviate: headers((all) => all.delete('Access-Control-Expose-Headers')),
  },
  {
    name: 'any origin may call',
    id: 'other-origins',
    cure: /mock `origins`/,
    deviate: headers((all) => all.set('Access-Control-Allow-Origin', '*')),
  },
  {
    name: 'me lists the raw lists of the pool',
    id: 'mode',
    cure: /SDK `mode: 'smart'`/,
    deviate: json(/\/me$/, (me) => ({
      ...me,
      allowed_authentication_mechanisms: ['password', 'webauthn'],
      authentication_mechanisms: ['password', 'webauthn'],
    })),
  },
  {
    name: 'the other family is not found',
    id: 'other-family-refused',
    cure: /SDK `mode: 'smart'`/,
    deviate: refusals(403, 'mechanism_not_allowed', { status: 404, body: { error_code: 'not_found' } }),
  },
  {
    name: 'the other family is not found, in Classic',
    id: 'other-family-refused',
    workspace: 'portal',
    cure: /SDK `mode: 'classic'`/,
    deviate: refusals(403, 'mechanism_not_allowed', { status: 422, body: { error_code: 'wrong_family' } }),
  },
  {
    name: 'codes are others',
    id: 'error-codes',
    cure: /the call and the status/,
    deviate: refusals(403, 'mechanism_not_allowed', {
      status: 403,
      body: { error_code: 'mechanism_disabled' },
    }),
  },
  {
    name: 'a challenge is no base64url',
    id: 'options',
    cure: /SDK `fetch`/,
    deviate: options((publicKey) => ({ ...publicKey, challenge: '!' })),
  },
  {
    name: 'Smart does not ask for a discoverable credential',
    id: 'resident-key',
    cure: /`authenticatorSelection\.residentKey`/,
    deviate: options((publicKey) => ({ ...publicKey, authenticatorSelection: {} })),
  },
  {
    name: 'a challenge lives a minute',
    id: 'challenge-lifetime',
    cure: /renewed by `timeout`/,
    deviate: options((publicKey) => ({ ...publicKey, timeout: 60_000 })),
  },
  {
    name: 'verification is required',
    id: 'user-verification',
    cure: /mock `userVerification: 'required'`/,
    deviate: options((publicKey) => ({
      ...publicKey,
      userVerification: 'required',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })),
  },
  {
    name: 'an attestation is asked for',
    id: 'attestation',
    cure: /set to none/,
    deviate: options((publicKey) => ({ ...publicKey, attestation: 'direct' })),
  },
  {
    name: 'the RP ID is another domain',
    id: 'blank-rp-id',
    cure: /`webauthn_settings`/,
    deviate: options((publicKey) => ({
      ...publicKey,
      rpId: 'acme.example',
      rp: { id: 'acme.example', name: 'A' },
    })),
  },
  {
    name: 'all passkeys are excluded, or none',
    id: 'exclude-credentials',
    cure: /whatever list it gets/,
    deviate: options((publicKey) => without(publicKey, 'excludeCredentials')),
  },
  {
    name: 'silent creation is unknown',
    id: 'conditional-create',
    cure: /SDK `upgrade`: leave it off/,
    deviate: (request) =>
      request.url.includes('mediation=conditional') ? Response.json({}, { status: 400 }) : undefined,
  },
];

import {
  answer,
  headers,
  html,
  json,
  options,
  passkeys,
  path,
  refusals,
  without,
  type Planted,
} from './altered-replies.ts';

/** In sign-in, in the profile, and in the system API. */
export const plantedElsewhere: readonly Planted[] = [
  {
    name: 'sign-in has no such paths',
    id: 'sign-in-paths',
    cure: /SDK `endpoints\.signIn`/,
    deviate: answer(/\/login\/(?:usernameless-)?webauthn\/begin$/, () => html(404)),
  },
  {
    name: 'the hosted page is elsewhere',
    id: 'hosted-page',
    cure: /SDK `hosted`/,
    deviate: answer(/\/customers\/login$/, () => Response.json({}, { status: 404 })),
  },
  {
    name: 'a begin needs no place',
    id: 'place-of-sign-in',
    cure: /SDK `onBegin`/,
    deviate: (request, reply) =>
      /\/login\/.*\/begin$/.test(path(request)) && reply.status === 400
        ? Response.json({ publicKey: { challenge: 'AAAA' } })
        : undefined,
  },
  {
    name: 'idempotency keys are ignored',
    id: 'idempotency',
    cure: /SDK `idempotency`: leave it off/,
    deviate: options((publicKey) => ({
      ...publicKey,
      challenge: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'),
    })),
  },
  {
    name: 'large bodies are taken',
    id: 'bodies',
    cure: /a few kilobytes/,
    deviate: (_, reply) => (reply.status === 413 ? Response.json({ publicKey: {} }) : undefined),
  },
  {
    name: 'a finished sign-in is gone',
    id: 'sign-in-over',
    cure: /write a page/,
    deviate: refusals(400, 'transaction_over', { status: 410, body: {} }),
  },
  {
    name: 'a finished sign-in is unauthorized',
    id: 'gone',
    cure: /led back to the app/,
    deviate: refusals(400, 'transaction_over', { status: 401, body: {} }),
  },
  {
    name: 'Classic tells who has passkeys',
    id: 'unknown-person',
    workspace: 'portal',
    cure: /who has passkeys/,
    deviate: options((publicKey) => without(publicKey, 'allowCredentials')),
  },
  {
    name: 'me sends published members only',
    id: 'more-of-me',
    cure: /shows less/,
    deviate: passkeys((passkey) => without(passkey, 'credential_id', 'aaguid', 'created_at')),
  },
  {
    name: 'me names no capacity',
    id: 'capacity',
    cure: /SDK `capacity`/,
    deviate: json(/\/me$/, (me) => without(me, 'limits')),
  },
  {
    name: 'passkeys have no id',
    id: 'credential-path',
    cure: /SDK `fetch`/,
    deviate: passkeys((passkey) => without(passkey, 'id')),
  },
  {
    name: 'discoverable_id is something else',
    id: 'discoverable-id',
    cure: /whether a passkey is Smart/,
    deviate: passkeys((passkey) => ({ ...passkey, discoverable_id: 'AAAA' })),
  },
  {
    name: 'identifiers have no type',
    id: 'identifier-types',
    cure: /SDK `fetch`/,
    deviate: json(/\/me$/, (me) => ({ ...me, identifiers: [{ identifier: 'ada@example.com' }] })),
  },
  {
    name: 'there is no ETag',
    id: 'etag',
    cure: /leave out `ifMatch`/,
    deviate: headers((all) => all.delete('ETag')),
  },
  {
    name: 'the system workspace is elsewhere',
    id: 'system-workspace',
    cure: /SDK `tokenEndpoint`/,
    deviate: answer(/^\/acme\/system\//, () => html(404)),
  },
  {
    name: 'workspace settings are elsewhere',
    id: 'workspace-settings',
    cure: /does not read these settings/,
    deviate: answer(/^\/api\/admin\//, () => html(404)),
  },
  {
    name: 'a pool has no limits',
    id: 'pool-settings',
    cure: /`capacity`/,
    deviate: json(/\/pools\/customers$/, (pool) => without(pool, 'limits')),
  },
  {
    name: 'a pool prefers passwords',
    id: 'pool-defaults',
    cure: /`preferred_authentication_mechanism`/,
    deviate: json(/\/pools\/customers$/, (pool) => ({
      ...pool,
      preferred_authentication_mechanism: 'password',
    })),
  },
  {
    name: 'codes have eight digits',
    id: 'code-settings',
    cure: /`otp_settings`/,
    deviate: json(/\/pools\/customers$/, (pool) => ({
      ...pool,
      otp_settings: { enroll_webauthn: { length: 8, ttl: '10m0s' } },
    })),
  },
  {
    name: 'the system API refuses the active family',
    id: 'system-families',
    cure: /`mode` of the system client/,
    deviate: answer(/\/users\/.*usernameless-webauthn\/create\/begin$/, () =>
      Response.json({ error_code: 'mechanism_not_allowed' }, { status: 403 }),
    ),
  },
  {
    name: 'an unknown user is an empty one',
    id: 'unknown-user',
    cure: /SDK `endpoint`/,
    deviate: (request, reply) =>
      path(request).includes('/users/') && reply.status === 404 ? Response.json({}) : undefined,
  },
];

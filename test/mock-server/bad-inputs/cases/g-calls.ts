/** Every call that needs a token, with a body of the right shape: only its token is wrong. */
export interface GuardedCall {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

const families = ['webauthn', 'usernameless-webauthn'] as const;

/** @param base self-service base with `/v2/self` */
export const selfCalls = (base: string): readonly GuardedCall[] => [
  ...changesOfOneself(base),
  { method: 'GET', path: `${base}/me` },
];

/** The calls that an old authentication does not open. */
export const changesOfOneself = (base: string): readonly GuardedCall[] => [
  ...families.flatMap((family) => [
    { method: 'POST', path: `${base}/${family}/create/begin` },
    { method: 'POST', path: `${base}/${family}/create/complete`, body: {} },
  ]),
  { method: 'POST', path: `${base}/set-webauthn`, body: { new_webauthn: {} } },
  { method: 'PUT', path: `${base}/webauthn/unknown/name`, body: { name: 'Mine' } },
  { method: 'DELETE', path: `${base}/webauthn/unknown` },
];

/** @param base system base with the pool */
export const systemCalls = (base: string): readonly GuardedCall[] => [
  ...families.flatMap((family) => [
    { method: 'POST', path: `${base}/users/unknown/${family}/create/begin` },
    { method: 'POST', path: `${base}/users/unknown/${family}/create/complete`, body: {} },
  ]),
  { method: 'POST', path: `${base}/user/webauthn/add/request`, body: { address: 'ada@example.com' } },
  { method: 'POST', path: `${base}/user/webauthn/add/complete`, body: { code: '1', new_web_authn: {} } },
  { method: 'PUT', path: `${base}/users/unknown/webauthn/unknown/name`, body: { name: 'Mine' } },
  { method: 'DELETE', path: `${base}/users/unknown/webauthn/unknown` },
  { method: 'GET', path: `${base}/users/unknown` },
  { method: 'POST', path: `${base}/users/by_key`, body: { identifier: 'ada@example.com' } },
];

/** Settings: another scope to write than to read. */
export const settingsCalls = (base: string): readonly GuardedCall[] => [
  { method: 'GET', path: base },
  { method: 'PUT', path: base, body: {} },
  { method: 'GET', path: '/api/admin/acme/servers/shop' },
  { method: 'PUT', path: '/api/admin/acme/servers/shop', body: {} },
];

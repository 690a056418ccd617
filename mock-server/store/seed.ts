import { toBase64url, toHex } from '../bytes.ts';
import type { Environment } from '../environment.ts';
import { addUser } from './lookup.ts';
import { hashPassword } from './password-hash.ts';
import type { Client, Mechanism, Pool, SigningKey, State, User, Workspace } from './state.ts';

/** The tenant, unless a seed names another. */
export const tenantId = 'acme';

/** The people of a new server: docs/mock-server.md, "Who is there at the start". */
const people = [
  { name: 'Ada', familyName: 'Lovelace', identifier: 'ada@example.com', password: 'analytical engine' },
  { name: 'Grace', familyName: 'Hopper', identifier: 'grace@example.com', password: 'nanosecond wire' },
] as const;

/** Every path and every port of this machine: see `oauth/redirect-uri.ts`. */
export const loopbackUris = ['http', 'https'].flatMap((scheme) =>
  ['127.0.0.1', '[::1]', 'localhost'].map((host) => `${scheme}://${host}`),
);

export const userScopes = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'view_ss_profile',
  'manage_ss_profile',
];

/** The entries that a seed brings itself, in place of the usual ones. */
export interface Brought {
  readonly tenant?: { readonly id?: string | undefined; readonly name?: string | undefined } | undefined;
  readonly workspaces?: readonly { readonly id: string }[] | undefined;
  readonly pools?: readonly { readonly id: string }[] | undefined;
  readonly users?: readonly unknown[] | undefined;
  readonly clients?: readonly unknown[] | undefined;
}

/** The usual world, without the lists that a seed brings. Pools and workspaces are there, with their defaults. */
export async function seedState(
  environment: Environment,
  signingKey: SigningKey,
  brought: Brought = {},
): Promise<State> {
  const state = emptyState(environment, signingKey, brought);
  const workspaceIds = Object.keys(state.workspaces).filter((id) => id !== systemWorkspace);
  for (const client of await seedClients(environment, workspaceIds)) {
    if (!brought.clients || client.id === 'first-party') state.clients[client.id] = client;
  }
  const [poolId = ''] = Object.keys(state.pools);
  if (!brought.users)
    for (const person of people) addUser(state, await seedUser(environment, person, poolId));
  return state;
}

/** The workspace whose tokens are for the system API. */
const systemWorkspace = 'system';

function emptyState(environment: Environment, signingKey: SigningKey, brought: Brought): State {
  const { tenant = {} } = brought;
  const pools = brought.pools?.map(({ id }) => newPool(id)) ?? [
    { ...newPool('customers'), name: 'Customers' },
  ];
  const poolIds = pools.map(({ id }) => id);
  return {
    version: 1,
    clockOffset: 0,
    tenant: { id: tenant.id ?? tenantId, name: tenant.name ?? tenant.id ?? 'Acme' },
    workspaces: byId([
      ...(brought.workspaces?.map(({ id }) => newWorkspace(id, poolIds)) ?? usualWorkspaces(poolIds)),
      { id: systemWorkspace, name: 'System', poolIds: [], authenticationMechanisms: [] },
    ]),
    pools: byId(pools),
    users: {},
    directory: {},
    passkeys: {},
    clients: {},
    signingKey,
    decoySecret: toBase64url(environment.randomBytes(32)),
    ceremonies: {},
    transactions: {},
    grants: {},
    codes: {},
    outbox: [],
    attempts: {},
    replies: {},
    scenarios: [],
    sessions: {},
    authorizationCodes: {},
  };
}

function byId<T extends { readonly id: string }>(entries: readonly T[]): Record<string, T> {
  return Object.fromEntries(entries.map((entry) => [entry.id, entry]));
}

function usualWorkspaces(poolIds: readonly string[]): Workspace[] {
  const portal: Workspace = { ...newWorkspace('portal', poolIds), name: 'Portal' };
  portal.authenticationMechanisms = ['password', 'webauthn'];
  return [{ ...newWorkspace('shop', poolIds), name: 'Shop' }, portal];
}

/** A workspace with all pools, in which people sign in by password or by a Smart passkey. */
export function newWorkspace(id: string, poolIds: readonly string[]): Workspace {
  const authenticationMechanisms: Mechanism[] = ['password', 'usernameless_webauthn'];
  return { id, name: id, poolIds: [...poolIds], authenticationMechanisms };
}

export function newPool(id: string): Pool {
  return {
    id,
    name: id,
    firstFactors: ['password', 'webauthn'],
    secondFactors: [],
    preferred: 'webauthn',
    rpId: '',
    rpOrigins: [],
    maxCredentials: 100,
    webauthnCredentials: 10,
    enrollCode: { length: 6, ttl: 600 },
  };
}

async function seedClients(environment: Environment, workspaceIds: readonly string[]): Promise<Client[]> {
  return [
    {
      id: 'spa',
      name: 'Single-page app',
      workspaceIds: [...workspaceIds],
      grantTypes: ['authorization_code', 'refresh_token'],
      redirectUris: loopbackUris,
      scopes: userScopes,
    },
    {
      id: 'web',
      name: 'Web app',
      workspaceIds: [...workspaceIds],
      secret: await hashPassword('web-secret', environment.randomBytes(16)),
      grantTypes: ['authorization_code', 'refresh_token'],
      redirectUris: loopbackUris,
      scopes: userScopes,
    },
    {
      id: 'backoffice',
      name: 'Back office',
      workspaceIds: [systemWorkspace],
      secret: await hashPassword('backoffice-secret', environment.randomBytes(16)),
      grantTypes: ['client_credentials'],
      redirectUris: [],
      scopes: ['identity', 'identity_self_registration', 'manage_configuration'],
    },
    {
      id: 'first-party',
      name: 'Sign-in page',
      workspaceIds: [...workspaceIds],
      grantTypes: ['refresh_token'],
      redirectUris: [],
      scopes: userScopes,
    },
  ];
}

async function seedUser(
  environment: Environment,
  person: (typeof people)[number],
  poolId: string,
): Promise<User> {
  const now = environment.now();
  const hash = await hashPassword(person.password, environment.randomBytes(16));
  return {
    id: toHex(environment.randomBytes(16)),
    poolId,
    status: 'active',
    handle: toBase64url(environment.randomBytes(32)),
    name: person.name,
    givenName: person.name,
    familyName: person.familyName,
    identifiers: [person.identifier],
    passkeys: [],
    addresses: [{ address: person.identifier, verified: true }],
    password: { ...hash, id: toHex(environment.randomBytes(16)), updatedAt: now },
    revision: 1,
    createdAt: now,
    updatedAt: now,
  };
}

/** Passwords of the usual people by their identifier, for the server's start page. */
export const usualPasswords = people.map(({ identifier, password }) => [identifier, password] as const);

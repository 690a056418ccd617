import { toBase64url, toHex } from '../bytes.ts';
import type { Environment } from '../environment.ts';
import { addUser } from './lookup.ts';
import { hashPassword } from './password-hash.ts';
import type { Client, Mechanism, SigningKey, State, User } from './state.ts';

/** The one tenant. */
export const tenantId = 'acme';

/** The people of a new server: docs/mock-server.md, "Who is there at the start". */
const people = [
  { name: 'Ada', familyName: 'Lovelace', identifier: 'ada@example.com', password: 'analytical engine' },
  { name: 'Grace', familyName: 'Hopper', identifier: 'grace@example.com', password: 'nanosecond wire' },
] as const;

/** Every path and every port of this machine: see `oauth/redirect-uri.ts`. */
const loopbackUris = ['http', 'https'].flatMap((scheme) =>
  ['127.0.0.1', '[::1]', 'localhost'].map((host) => `${scheme}://${host}`),
);

const userScopes = ['openid', 'profile', 'email', 'offline_access', 'view_ss_profile', 'manage_ss_profile'];

export async function seedState(environment: Environment, signingKey: SigningKey): Promise<State> {
  const state = emptyState(environment, signingKey);
  for (const client of await seedClients(environment)) state.clients[client.id] = client;
  for (const person of people) addUser(state, await seedUser(environment, person));
  return state;
}

function emptyState(environment: Environment, signingKey: SigningKey): State {
  return {
    version: 1,
    clockOffset: 0,
    tenant: { id: tenantId, name: 'Acme' },
    workspaces: {
      shop: workspace('shop', 'Shop', ['customers'], ['password', 'usernameless_webauthn']),
      portal: workspace('portal', 'Portal', ['customers'], ['password', 'webauthn']),
      system: workspace('system', 'System', [], []),
    },
    pools: { customers: customers() },
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

function workspace(id: string, name: string, poolIds: string[], authenticationMechanisms: Mechanism[]) {
  return { id, name, poolIds, authenticationMechanisms };
}

function customers(): State['pools'][string] {
  return {
    id: 'customers',
    name: 'Customers',
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

async function seedClients(environment: Environment): Promise<Client[]> {
  return [
    {
      id: 'spa',
      name: 'Single-page app',
      workspaceIds: ['shop', 'portal'],
      grantTypes: ['authorization_code', 'refresh_token'],
      redirectUris: loopbackUris,
      scopes: userScopes,
    },
    {
      id: 'web',
      name: 'Web app',
      workspaceIds: ['shop', 'portal'],
      secret: await hashPassword('web-secret', environment.randomBytes(16)),
      grantTypes: ['authorization_code', 'refresh_token'],
      redirectUris: loopbackUris,
      scopes: userScopes,
    },
    {
      id: 'backoffice',
      name: 'Back office',
      workspaceIds: ['system'],
      secret: await hashPassword('backoffice-secret', environment.randomBytes(16)),
      grantTypes: ['client_credentials'],
      redirectUris: [],
      scopes: ['identity', 'identity_self_registration', 'manage_configuration'],
    },
    {
      id: 'first-party',
      name: 'Sign-in page',
      workspaceIds: ['shop', 'portal'],
      grantTypes: ['refresh_token'],
      redirectUris: [],
      scopes: userScopes,
    },
  ];
}

async function seedUser(environment: Environment, person: (typeof people)[number]): Promise<User> {
  const now = environment.now();
  const hash = await hashPassword(person.password, environment.randomBytes(16));
  return {
    id: toHex(environment.randomBytes(16)),
    poolId: 'customers',
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

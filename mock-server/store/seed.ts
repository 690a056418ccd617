import { toBase64url, toHex } from '../bytes.ts';
import type { Environment } from '../environment.ts';
import { addUser } from './lookup.ts';
import { hashPassword } from './password-hash.ts';
import type { SigningKey, State, User } from './state.ts';
import { seedClients, systemWorkspace } from './usual-clients.ts';
import { newPool, newWorkspace, usualWorkspaces } from './usual-settings.ts';

/** The tenant, unless a seed names another. */
export const tenantId = 'acme';

/** The people of a new server: docs/mock-server.md, "Who is there at the start". */
const people = [
  { name: 'Ada', familyName: 'Lovelace', identifier: 'ada@example.com', password: 'analytical engine' },
  { name: 'Grace', familyName: 'Hopper', identifier: 'grace@example.com', password: 'nanosecond wire' },
] as const;

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

import { addUser, dropFromDirectory, findUser, getOwn, isTaken } from '../../store/lookup.ts';
import { hashPassword } from '../../store/password-hash.ts';
import type { PasswordHash, Pool, User } from '../../store/state.ts';
import { requirePool } from '../accounts/entities.ts';
import { newId, newSecret, type RequestContext } from '../context.ts';
import { badSetting } from '../error.ts';
import type { NewPasskey } from '../passkeys/registration.ts';
import { locate, within } from './seed-paths.ts';
import { plantPasskey, verifyPasskey } from './seed-passkeys.ts';
import type { UserPlan } from './seed-plan.ts';

/** A user as an authenticator has to know them. */
export interface PlantedUser {
  readonly id: string;
  readonly name: string;
  readonly identifiers: readonly string[];
  /** The WebAuthn user handle, base64url. */
  readonly user_handle: string;
}

/** The parts of a user that take their time. */
export interface PreparedUser {
  readonly password: PasswordHash | undefined;
  readonly passkeys: readonly NewPasskey[];
}

export async function prepareUser(context: RequestContext, plan: UserPlan): Promise<PreparedUser> {
  const password = await hashSecret(context, plan.password);
  const passkeys = (plan.passkeys ?? []).map((passkey, at) =>
    verifyPasskey(passkey).catch((error: unknown) => {
      throw locate(`passkeys[${at}]`, error);
    }),
  );
  return { password, passkeys: await Promise.all(passkeys) };
}

export async function hashSecret(context: RequestContext, secret: string | undefined) {
  return secret === undefined ? undefined : hashPassword(secret, context.randomBytes(16));
}

/** Adds a person, or changes the one who has that ID or one of the identifiers. */
export function plantUser(
  context: RequestContext,
  plan: UserPlan,
  prepared: PreparedUser | undefined,
): PlantedUser {
  const pool = readPool(context, plan);
  const known = findKnown(context, plan, pool);
  const user = known ?? newUser(context, plan, pool);
  dropFromDirectory(context.state, user);
  requireFree(context, plan, pool);
  change(context, user, plan, prepared?.password);
  addUser(context.state, user);
  plan.passkeys?.forEach((passkey, at) => {
    const made = prepared?.passkeys[at];
    if (made) within(`passkeys[${at}]`, () => plantPasskey(context, user, pool, passkey, made));
  });
  return { id: user.id, name: user.name, identifiers: user.identifiers, user_handle: user.handle };
}

function readPool(context: RequestContext, { pool }: UserPlan): Pool {
  const { pools } = context.state;
  if (pool !== undefined && !Object.hasOwn(pools, pool)) {
    throw badSetting('pool', `names no pool: there are ${Object.keys(pools).join(', ')}.`);
  }
  return requirePool(context, pool ?? Object.keys(pools)[0] ?? '');
}

function findKnown({ state }: RequestContext, plan: UserPlan, pool: Pool): User | undefined {
  const byId = plan.id === undefined ? undefined : getOwn(state.users, plan.id);
  if (byId && byId.poolId !== pool.id) throw badSetting('id', 'is that of a user of another pool.');
  const found = plan.identifiers.flatMap((name) => findUser(state, 'identifier', pool.id, name) ?? []);
  return byId ?? (plan.id === undefined ? found[0] : undefined);
}

/** @throws 422 where another user has one of the identifiers */
function requireFree({ state }: RequestContext, { identifiers }: UserPlan, pool: Pool): void {
  const wrong = identifiers.findIndex((name) => isTaken(state, pool.id, name));
  if (wrong >= 0) throw badSetting(`identifiers[${wrong}]`, 'is that of another user of this pool.');
}

function newUser(context: RequestContext, { id = newId(context) }: UserPlan, pool: Pool): User {
  const now = context.now();
  return {
    id,
    poolId: pool.id,
    status: 'active',
    handle: newSecret(context),
    name: '',
    identifiers: [],
    passkeys: [],
    addresses: [],
    revision: 0,
    createdAt: now,
    updatedAt: now,
  };
}

function change(
  context: RequestContext,
  user: User,
  plan: UserPlan,
  password: PasswordHash | undefined,
): void {
  const { given_name: given = user.givenName, family_name: family = user.familyName } = plan;
  const names = [given, family].filter((part) => part !== undefined).join(' ');
  user.name = plan.name ?? (user.name || names || (plan.identifiers[0] ?? ''));
  if (given !== undefined) user.givenName = given;
  if (family !== undefined) user.familyName = family;
  user.identifiers = [...plan.identifiers];
  const addresses = plan.addresses ?? plan.identifiers.filter((name) => name.includes('@'));
  user.addresses = addresses.map((address) => ({ address, verified: true }));
  user.status = plan.status ?? user.status;
  if (password) {
    user.password = { ...password, id: user.password?.id ?? newId(context), updatedAt: context.now() };
  }
  user.updatedAt = context.now();
  user.revision += 1;
}

import type { Passkey, State, User } from './state.ts';

/** The entry of that key, never something inherited: keys come from callers, and `toString` is valid base64url. */
export function getOwn<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Removes the entry of that key. */
export function deleteKey(record: Record<string, unknown>, key: string): void {
  Reflect.deleteProperty(record, key);
}

/**
 * An identifier or address as it is compared: names that look the same are the same, in whatever case, composition or
 * width they are written (as RFC 8265, "UsernameCaseMapped"; upper case first, for letters such as the German sharp s).
 */
export function identifierKey(value: string): string {
  const folded = value.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
  // A domain may end with its root's dot.
  return folded.trim().replace(/(?<=@.*)\.$/, '');
}

function directoryKey(kind: 'identifier' | 'address', poolId: string, value: string): string {
  return `${kind}:${poolId}:${identifierKey(value)}`;
}

export function findUser(
  state: State,
  kind: 'identifier' | 'address',
  poolId: string,
  value: string,
): User | undefined {
  const id = getOwn(state.directory, directoryKey(kind, poolId, value));
  return id === undefined ? undefined : getOwn(state.users, id);
}

/** Adds a user, to be found by every identifier and address. */
export function addUser(state: State, user: User): void {
  state.users[user.id] = user;
  for (const identifier of user.identifiers) {
    state.directory[directoryKey('identifier', user.poolId, identifier)] = user.id;
  }
  for (const { address } of user.addresses) {
    state.directory[directoryKey('address', user.poolId, address)] = user.id;
  }
}

/** Makes a user impossible to find, before other identifiers and addresses take the place of these. */
export function dropFromDirectory(state: State, { id, identifiers, addresses, poolId }: User): void {
  const keys = [
    ...identifiers.map((identifier) => directoryKey('identifier', poolId, identifier)),
    ...addresses.map(({ address }) => directoryKey('address', poolId, address)),
  ];
  for (const key of keys) if (state.directory[key] === id) deleteKey(state.directory, key);
}

/** Whether a user has that identifier already. */
export function isTaken(state: State, poolId: string, identifier: string): boolean {
  return findUser(state, 'identifier', poolId, identifier) !== undefined;
}

/** The passkeys of a user, oldest first. */
export function listPasskeys(state: State, user: User): Passkey[] {
  return user.passkeys.flatMap((credentialId) => getOwn(state.passkeys, credentialId) ?? []);
}

export type IdentifierType = 'email' | 'mobile' | 'uid' | 'external' | 'federated';

export function identifierType({ identifierTypes = {} }: User, identifier: string): IdentifierType {
  const known = getOwn(identifierTypes, identifier);
  if (known) return known;
  if (identifier.includes('@')) return 'email';
  return /^\+\d{6,15}$/.test(identifier) ? 'mobile' : 'uid';
}

/** The identifier that names a person: an email, else a user name, else a number. Those of other systems never do. */
export function primaryIdentifier(user: User): string | undefined {
  const byType = (type: IdentifierType) =>
    user.identifiers.find((identifier) => identifierType(user, identifier) === type);
  return byType('email') ?? byType('uid') ?? byType('mobile');
}

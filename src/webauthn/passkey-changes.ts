/**
 * Detects stale lists of passkeys: a passkey was created or removed, or a newer list arrived, while the list was being
 * loaded. Signalled with `signalAllAcceptedCredentials`, a stale list would delete a valid passkey.
 *
 * The state belongs to the page, because clients, elements and copies of this package share one password manager. It is
 * kept on `globalThis` under a registered symbol, and its shape must stay as it is.
 */
interface Changes {
  /** Creations and removals in progress. */
  open: number;
  /** Number of finished creations and removals. */
  ended: number;
  /** Number of lists received. */
  lists: number;
  /** Passkeys created on this page that no list contains yet: credential ID → user handle, both base64url. */
  readonly unlisted: Map<string, string>;
}

const key = Symbol.for('connect-passkeys.changes');

/** Runs the creation or removal of a passkey; lists loaded while it runs are not trusted. */
export async function changing<T>(run: () => Promise<T>): Promise<T> {
  const changes = pageChanges();
  changes.open += 1;
  try {
    return await run();
  } finally {
    changes.open -= 1;
    changes.ended += 1;
  }
}

export interface ListRead<T> {
  readonly list: T;
  /**
   * `fresh`: nothing overlapped it. `outdated`: a passkey was created or removed while it was loading; loading again
   * helps. `unsure`: a creation or removal is still in progress, or another list arrived first.
   */
  readonly state: 'fresh' | 'outdated' | 'unsure';
}

/** Loads a list and detects whether it is stale. */
export async function readList<T>(load: () => Promise<T>): Promise<ListRead<T>> {
  const changes = pageChanges();
  const { ended, lists } = changes;
  const list = await load();
  const isOvertaken = changes.lists !== lists;
  changes.lists += 1;
  if (changes.open > 0 || isOvertaken) return { list, state: 'unsure' };
  return { list, state: changes.ended === ended ? 'fresh' : 'outdated' };
}

/**
 * Records a passkey that an authenticator has created. Until a list contains it, lists of this user are not signalled:
 * the server may not have answered, its answer may be lost, or its lists may lag behind.
 */
export function expectInLists(credentialId: string, userHandle: string): void {
  pageChanges().unlisted.set(credentialId, userHandle);
}

/** Removes the record: a list contains the passkey, or the server has refused it. */
export function expectNoLonger(credentialId: string): void {
  pageChanges().unlisted.delete(credentialId);
}

/** True if the passkey was created on this page and no list contains it yet. */
export function isUnlisted(credentialId: string): boolean {
  return pageChanges().unlisted.has(credentialId);
}

/** True if the user has a passkey that was created on this page and that no list contains yet. */
export function hasUnlisted(userHandle: string): boolean {
  return [...pageChanges().unlisted.values()].includes(userHandle);
}

function pageChanges(): Changes {
  const page = globalThis as { [key]?: Changes };
  return (page[key] ??= { open: 0, ended: 0, lists: 0, unlisted: new Map() });
}

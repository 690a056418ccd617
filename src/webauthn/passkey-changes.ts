/**
 * Which lists of passkeys may be stale: those that were on their way while a passkey was made or removed, or while a
 * newer list came. By `signalAllAcceptedCredentials` such a list would delete a passkey that is good.
 *
 * The state belongs to the page, because clients, elements and copies of this package share one password manager:
 * it hangs on `globalThis` under a registered symbol, and its shape must stay as it is.
 */
interface Changes {
  /** Passkeys that are being made or removed. */
  open: number;
  /** Counts those that came to an end. */
  ended: number;
  /** Counts the lists that came. */
  lists: number;
  /** Passkeys made on this page that no list has shown yet: credential ID → user handle, both base64url. */
  readonly unlisted: Map<string, string>;
}

const key = Symbol.for('connect-passkeys.changes');

/** Makes or removes a passkey. */
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
   * `fresh`: nothing overlapped it. `outdated`: something was made or removed on its way, and a list that is loaded
   * now is better. `unsure`: something is being made or removed, or another list came first.
   */
  readonly state: 'fresh' | 'outdated' | 'unsure';
}

/** Loads a list, and watches what happens on the page until its answer is there. */
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
 * An authenticator has made a passkey: from now on a list without it says nothing about this user, whether the
 * server has not answered, its answer was lost, or its lists lag behind.
 */
export function expectInLists(credentialId: string, userHandle: string): void {
  pageChanges().unlisted.set(credentialId, userHandle);
}

/** A list has shown the passkey, or the server has refused it. */
export function expectNoLonger(credentialId: string): void {
  pageChanges().unlisted.delete(credentialId);
}

/** The passkey was made on this page and no list has shown it. */
export function isUnlisted(credentialId: string): boolean {
  return pageChanges().unlisted.has(credentialId);
}

/** True while the user has a passkey of this page that no list has shown. */
export function hasUnlisted(userHandle: string): boolean {
  return [...pageChanges().unlisted.values()].includes(userHandle);
}

function pageChanges(): Changes {
  const page = globalThis as { [key]?: Changes };
  return (page[key] ??= { open: 0, ended: 0, lists: 0, unlisted: new Map() });
}

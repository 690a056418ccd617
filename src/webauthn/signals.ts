import { sendSignal } from '@simplewebauthn/browser';
import { browserClock, withTimeout } from '../async.ts';
import { tryBase64url } from '../base64.ts';
import type { SelfProfile } from '../api/contract.ts';

/*
 * The Signal API (Web Authentication Level 3, section 5.1.10 "Signal Credential Changes to the Authenticator") keeps
 * password managers up to date. A wrong signal hides or deletes valid passkeys, so nothing is signalled in doubt.
 * Signals are not awaited and their failures are ignored.
 */

export interface Signals {
  /** False in browsers without the API, e.g. Firefox. */
  supported(): boolean;
  /**
   * Loads a list and signals it, provided that it is complete (see `toAcceptedCredentials`), that no passkey was
   * created or removed on this page in between, and that it contains every passkey created here. An outdated list is
   * loaded once more for the signal, in the background.
   */
  loaded(load: () => Promise<SelfProfile>): Promise<SelfProfile>;
  /**
   * Call it only where the refusal holds for the whole relying party: the server refused this passkey at its
   * registration, or the integrator set `ownsRpId` and the sign-in was usernameless.
   *
   * @param credentialId base64url
   * @param rpId of the ceremony; default: that of the client
   */
  unknown(credentialId: string, rpId?: string): void;
  /** Call it when the user name or the display name has changed; renaming a passkey changes neither. */
  userDetails(user: { readonly userId: string; readonly name: string; readonly displayName: string }): void;
}

/** @param rpId default: the host of the page */
export function createSignals(rpId?: string): Signals {
  const rpID = rpId ?? globalThis.location?.hostname ?? '';
  return {
    supported: () => supports('signalAllAcceptedCredentials'),
    loaded: async (load) => {
      const read = await readList(load);
      signalList(rpID, read);
      if (read.state === 'outdated' && supports('signalAllAcceptedCredentials')) {
        void readList(load).then(
          (again) => signalList(rpID, again),
          () => undefined,
        );
      }
      return read.list;
    },
    unknown: (credentialID, itsRpId = rpID) => {
      if (isUnlisted(credentialID)) return;
      send('signalUnknownCredential', { signalName: 'unknownCredential', rpID: itsRpId, credentialID });
    },
    userDetails: ({ userId, name, displayName }) =>
      send('signalCurrentUserDetails', {
        signalName: 'currentUserDetails',
        rpID,
        userID: userId,
        userName: name,
        userDisplayName: displayName,
      }),
  };
}

function signalList(rpID: string, { list, state }: ListRead<SelfProfile>): void {
  const accepted = toAcceptedCredentials(list);
  accepted?.allAcceptedCredentialIDs.forEach(expectNoLonger);
  if (!accepted || state !== 'fresh' || hasUnlisted(accepted.userID)) return;
  send('signalAllAcceptedCredentials', { signalName: 'allAcceptedCredentials', rpID, ...accepted });
}

/** Arguments of `signalAllAcceptedCredentials`; bytes as base64url. */
export interface AcceptedCredentials {
  readonly userID: string;
  readonly allAcceptedCredentialIDs: string[];
}

/**
 * The credential IDs of a complete list; `undefined` if the list is empty, a passkey lacks its WebAuthn ID, or the list
 * has no user handle or more than one.
 */
export function toAcceptedCredentials({ credentials }: SelfProfile): AcceptedCredentials | undefined {
  const passkeys = (credentials ?? []).filter(({ type }) => type === 'webauthn');
  const ids = passkeys.map(({ credential_id: id }) => tryBase64url(id));
  const handles = new Set(passkeys.map(({ discoverable_id: id }) => tryBase64url(id)).filter(Boolean));
  const [userID] = handles;
  if (!userID || handles.size > 1 || !ids.every((id) => id !== undefined)) return undefined;
  return { userID, allAcceptedCredentialIDs: ids };
}

/** The user handle, if the list has one. */
export const readUserHandle = (profile: SelfProfile): string | undefined =>
  toAcceptedCredentials(profile)?.userID;

type SignalMethod = 'signalAllAcceptedCredentials' | 'signalUnknownCredential' | 'signalCurrentUserDetails';

/** Uses `typeof`, because an element's ID can shadow a global name. */
function supports(method: SignalMethod): boolean {
  const { PublicKeyCredential: page } = globalThis;
  return typeof page === 'function' && typeof page[method] === 'function';
}

function send(method: SignalMethod, options: Parameters<typeof sendSignal>[0]): void {
  if (supports(method)) sendSignal(options).catch(() => undefined);
}

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
  const endForTabs = announceChange();
  changes.open += 1;
  try {
    return await run();
  } finally {
    endForTabs();
    changes.open -= 1;
    changes.ended += 1;
  }
}

export interface ListRead<T> {
  readonly list: T;
  /**
   * `fresh`: nothing overlapped it. `outdated`: a passkey was created or removed while it was loading, here or in another
   * tab; loading again helps. `unsure`: a creation or removal is still in progress, or another list arrived first.
   */
  readonly state: 'fresh' | 'outdated' | 'unsure';
}

/** Loads a list and detects whether it is stale. */
export async function readList<T>(load: () => Promise<T>): Promise<ListRead<T>> {
  const changes = pageChanges();
  const { ended, lists } = changes;
  const { list, isAlone } = await watchTabs(load);
  const isOvertaken = changes.lists !== lists;
  changes.lists += 1;
  if (changes.open > 0 || isOvertaken) return { list, state: 'unsure' };
  return { list, state: changes.ended === ended && isAlone ? 'fresh' : 'outdated' };
}

/*
 * Other tabs of the origin: one that creates or removes a passkey holds a lock of this name, and sends an empty message
 * on the channel of this name when it is done. Beside it, only random numbers pass between tabs.
 */
const tabs = 'connect-passkeys.changes';

/** Announces a creation or removal to tabs that load a list. @returns ends it */
function announceChange(): () => void {
  let release = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    release = resolve;
  });
  tabLocks()
    ?.request(tabs, { mode: 'shared' }, () => ended)
    .catch(() => undefined);
  return () => {
    const channel = openChannel();
    channel?.postMessage(null);
    channel?.close();
    release();
  };
}

/** @returns `isAlone`: no other tab was creating or removing a passkey while the list was loading */
async function watchTabs<T>(load: () => Promise<T>): Promise<{ list: T; isAlone: boolean }> {
  const channel = openChannel();
  let changed = false;
  channel?.addEventListener('message', ({ data }) => {
    if (data === null) changed = true;
  });
  try {
    const list = await load();
    const isChanging = await isAnotherTabChanging();
    const isKnown = !channel || (await deliverMessages(channel));
    return { list, isAlone: isKnown && !isChanging && !changed };
  } finally {
    channel?.close();
  }
}

/** A message to this page has arrived, and with that those sent before it. @returns false after a second without it */
async function deliverMessages(channel: BroadcastChannel): Promise<boolean> {
  const [mark] = crypto.getRandomValues(new Uint32Array(1));
  const sender = openChannel();
  const arrival = new Promise<boolean>((resolve) => {
    channel.addEventListener('message', ({ data }) => data === mark && resolve(true));
    sender?.postMessage(mark);
  });
  const isDelivered = await withTimeout(browserClock, 1000, arrival, false);
  sender?.close();
  return isDelivered;
}

/** The locks of this page are among those that are held. */
async function isAnotherTabChanging(): Promise<boolean> {
  const locks = await tabLocks()
    ?.query()
    .catch(() => undefined);
  const held = locks?.held?.filter(({ name }) => name === tabs) ?? [];
  return held.length > pageChanges().open;
}

const openChannel = (): BroadcastChannel | undefined =>
  typeof BroadcastChannel === 'function' ? new BroadcastChannel(tabs) : undefined;

/** Absent on insecure pages and in older browsers. */
const tabLocks = (): LockManager | undefined =>
  (globalThis.navigator as Partial<Navigator> | undefined)?.locks;

/**
 * Records a passkey that an authenticator has created. Until a list contains it, lists of this user are not signalled:
 * the server may not have answered, its answer may be lost, or its lists may lag behind.
 */
export function expectInLists(credentialId: string, userHandle: string): void {
  pageChanges().unlisted.set(credentialId, userHandle);
}

/** Removes the record: a list contains the passkey, or the server has refused it. */
export const expectNoLonger = (credentialId: string): boolean => pageChanges().unlisted.delete(credentialId);

/** True if the passkey was created on this page and no list contains it yet. */
export const isUnlisted = (credentialId: string): boolean => pageChanges().unlisted.has(credentialId);

/** True if the user has a passkey that was created on this page and that no list contains yet. */
export const hasUnlisted = (userHandle: string): boolean =>
  [...pageChanges().unlisted.values()].includes(userHandle);

function pageChanges(): Changes {
  const page = globalThis as { [key]?: Changes };
  return (page[key] ??= { open: 0, ended: 0, lists: 0, unlisted: new Map() });
}

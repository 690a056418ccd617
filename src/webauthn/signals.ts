import { sendSignal } from '@simplewebauthn/browser';
import { tryBase64url } from '../base64.ts';
import type { SelfProfile } from '../api/contract.ts';
import { expectNoLonger, hasUnlisted, isUnlisted, readList, type ListRead } from './passkey-changes.ts';

/*
 * The Signal API (Web Authentication Level 3, section 5.1.10 "Signal Credential Changes to the Authenticator"):
 * tells password managers what is true. A wrong word hides or deletes people's passkeys, so in doubt nothing is
 * said. Fire and forget: no outcome is waited for, no failure is reported.
 */

export interface Signals {
  /** False in browsers without the API, e.g. Firefox: then plain words have to do. */
  supported(): boolean;
  /**
   * Loads a list and signals it. Says nothing unless the list is complete (see `acceptedOf`), no passkey of this
   * page was made or removed on the way, and every passkey made here is in it. An outdated one is loaded once more
   * for the signal, which nothing waits for.
   */
  loaded(load: () => Promise<SelfProfile>): Promise<SelfProfile>;
  /**
   * Only where the server speaks for the whole relying party: it refused this passkey when it was made, or the
   * integrator states `ownsRpId` and nobody is signed in.
   *
   * @param credentialId base64url
   * @param rpId of the ceremony, where it is known
   */
  unknown(credentialId: string, rpId?: string): void;
  /** When the user name or the display name changed; renaming a passkey changes neither. */
  userDetails(user: { readonly userId: string; readonly name: string; readonly displayName: string }): void;
}

/** @param rpId default: the page's host */
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

/** What `signalAllAcceptedCredentials` may be told; bytes as base64url. */
export interface Accepted {
  readonly userID: string;
  readonly allAcceptedCredentialIDs: string[];
}

/**
 * The credential IDs of a complete list, `undefined` for every other one: an empty list, one passkey of either
 * family without its WebAuthn ID, no user handle, or two.
 */
export function toAcceptedCredentials({ credentials }: SelfProfile): Accepted | undefined {
  const passkeys = (credentials ?? []).filter(({ type }) => type === 'webauthn');
  const ids = passkeys.map(({ credential_id: id }) => tryBase64url(id));
  const handles = new Set(passkeys.map(({ discoverable_id: id }) => tryBase64url(id)).filter(Boolean));
  const [userID] = handles;
  if (!userID || handles.size > 1 || !ids.every((id) => id !== undefined)) return undefined;
  return { userID, allAcceptedCredentialIDs: ids };
}

/** The user handle, where the list tells it. */
export function readUserHandle(profile: SelfProfile): string | undefined {
  return toAcceptedCredentials(profile)?.userID;
}

type SignalMethod = 'signalAllAcceptedCredentials' | 'signalUnknownCredential' | 'signalCurrentUserDetails';

/** `typeof`, because an element's ID can shadow a global name. */
function supports(method: SignalMethod): boolean {
  const { PublicKeyCredential: page } = globalThis;
  return typeof page === 'function' && typeof page[method] === 'function';
}

function send(method: SignalMethod, options: Parameters<typeof sendSignal>[0]): void {
  if (supports(method)) sendSignal(options).catch(() => undefined);
}

import { createStore, del, set, values } from 'idb-keyval';

/** A discoverable credential of the demo authenticator. The private key cannot be exported, not even by this page. */
export interface DemoKey {
  /** base64url. */
  readonly id: string;
  readonly rpId: string;
  readonly userHandle: Uint8Array<ArrayBuffer>;
  readonly userName: string;
  readonly privateKey: CryptoKey;
  /** Attachment that the page asked for when the key was made. */
  readonly attachment: AuthenticatorAttachment;
}

const database = createStore('connect-passkeys-demo-authenticator', 'keys');

/** The keys of this authenticator, kept in IndexedDB. */
export const keyStore = {
  async of(rpId: string): Promise<readonly DemoKey[]> {
    return (await values<DemoKey>(database)).filter((key) => key.rpId === rpId);
  },
  add: (key: DemoKey): Promise<void> => set(key.id, key, database),
  remove: (id: string): Promise<void> => del(id, database),
};

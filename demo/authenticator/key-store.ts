/** A discoverable credential of the demo authenticator. The private key cannot be exported, not even by this page. */
export interface DemoKey {
  /** base64url. */
  readonly id: string;
  readonly rpId: string;
  readonly userHandle: Uint8Array<ArrayBuffer>;
  readonly userName: string;
  readonly privateKey: CryptoKey;
  /** What this authenticator was asked to be when the key was made. */
  readonly attachment: AuthenticatorAttachment;
}

const name = 'connect-passkeys-demo-authenticator';

/** The keys of this authenticator, kept in IndexedDB; one per user and RP ID, as authenticators do it. */
export const keyStore = {
  async of(rpId: string): Promise<readonly DemoKey[]> {
    const keys = (await run('readonly', (store) => store.getAll())) as readonly DemoKey[];
    return keys.filter((key) => key.rpId === rpId);
  },

  async add(key: DemoKey): Promise<void> {
    await run('readwrite', (store) => store.put(key));
  },

  async remove(id: string): Promise<void> {
    await run('readwrite', (store) => store.delete(id));
  },
};

async function run<T>(mode: IDBTransactionMode, action: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await settled(action(database.transaction('keys', mode).objectStore('keys')));
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore('keys', { keyPath: 'id' });
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused.'));
  });
}

import { createStore, get, set } from 'idb-keyval';
import type { State } from './state.ts';
import type { SharedStorage } from './storage.ts';

/**
 * Keeps the state in IndexedDB, so that a site without a server keeps its passkeys. Tabs of the site share it: their
 * calls take turns by a lock of that name (Web Locks API, section "The request() method").
 */
export function browserStorage(name = 'connect-passkeys-mock'): SharedStorage {
  const database = createStore(name, 'state');
  return {
    load: () => get<State>('state', database),
    save: (state) => set('state', state, database),
    exclusive: (fn) => navigator.locks.request(name, fn),
  };
}

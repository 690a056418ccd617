import { createStore, get, set } from 'idb-keyval';
import type { State } from './state.ts';
import type { Storage } from './storage.ts';

/** Keeps the state in IndexedDB, so that a site without a server keeps its passkeys. */
export function browserStorage(name = 'connect-passkeys-mock'): Storage {
  const database = createStore(name, 'state');
  return {
    load: () => get<State>('state', database),
    save: (state) => set('state', state, database),
  };
}

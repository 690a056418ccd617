import { memoryStorage } from '../../mock-server/app.ts';
import { createSigningKey } from '../../mock-server/oauth/keys.ts';
import { addUser, findUser } from '../../mock-server/store/lookup.ts';
import { seedState } from '../../mock-server/store/seed.ts';
import type { State } from '../../mock-server/store/state.ts';
import { fakeEnvironment } from '../support/fake-environment.ts';
import { Calls } from './calls.ts';

/** A path of the second pool's sign-in. */
export const staffPool = '/acme/identity/staff';
/** Of the system API, for the second pool. */
export const staffSystem = '/api/identity/acme/system/pools/staff';

/**
 * A server with a second pool, its workspaces and a second public client. Ada has an account in both pools, with the
 * same address and password, so that only the pool tells the two apart.
 */
export async function twoPools(): Promise<{ readonly calls: Calls; readonly state: State }> {
  const state = await seedState(fakeEnvironment(undefined, 2), await createSigningKey());
  const { customers } = state.pools;
  const { shop, portal } = state.workspaces;
  const { spa } = state.clients;
  const ada = findUser(state, 'identifier', 'customers', 'ada@example.com');
  if (!customers || !shop || !portal || !spa || !ada) throw new Error('The seed has changed.');
  state.pools['staff'] = { ...customers, id: 'staff', name: 'Staff' };
  state.workspaces['office'] = { ...shop, id: 'office', name: 'Office', poolIds: ['staff'] };
  state.workspaces['desk'] = { ...portal, id: 'desk', name: 'Desk', poolIds: ['staff'] };
  const ownPage = { postLogoutRedirectUris: ['https://kiosk.example/bye'] };
  state.clients['kiosk'] = { ...spa, ...ownPage, id: 'kiosk', workspaceIds: ['shop', 'office'] };
  state.clients['badge'] = { ...spa, id: 'badge', workspaceIds: ['office'] };
  addUser(state, { ...structuredClone(ada), id: 'ada-of-staff', poolId: 'staff', handle: 'c3RhZmY' });
  return { calls: new Calls({ storage: memoryStorage(state) }), state };
}

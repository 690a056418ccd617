import type { Mechanism, Pool, Workspace } from './state.ts';

/** The workspaces of a new server, one for each mode. */
export function usualWorkspaces(poolIds: readonly string[]): Workspace[] {
  const portal: Workspace = { ...newWorkspace('portal', poolIds), name: 'Portal' };
  portal.authenticationMechanisms = ['password', 'webauthn'];
  return [{ ...newWorkspace('shop', poolIds), name: 'Shop' }, portal];
}

/** A workspace with all pools, in which people sign in by password or by a Smart passkey. */
export function newWorkspace(id: string, poolIds: readonly string[]): Workspace {
  const authenticationMechanisms: Mechanism[] = ['password', 'usernameless_webauthn'];
  return { id, name: id, poolIds: [...poolIds], authenticationMechanisms };
}

export function newPool(id: string): Pool {
  return {
    id,
    name: id,
    firstFactors: ['password', 'webauthn'],
    secondFactors: [],
    preferred: 'webauthn',
    rpId: '',
    rpOrigins: [],
    maxCredentials: 100,
    webauthnCredentials: 10,
    enrollCode: { length: 6, ttl: 600 },
  };
}

import type { State } from './state.ts';

const collections = [
  'workspaces',
  'pools',
  'users',
  'directory',
  'passkeys',
  'clients',
  'signingKey',
  'ceremonies',
  'transactions',
  'grants',
  'codes',
  'attempts',
  'replies',
  'sessions',
  'authorizationCodes',
] as const satisfies readonly (keyof State)[];

/** Refuses a saved state that this server cannot work with: one of another version, or one that lacks a part. */
export function requireReadable(state: State, where = 'The kept state', tenantId?: string): State {
  const version: unknown = state.version;
  if (version !== 1) {
    throw new Error(`${where} has version ${String(version)}; this mock server reads version 1. ${advice}`);
  }
  const missing = collections.find((name) => typeof (state as Partial<State>)[name] !== 'object');
  if (missing !== undefined) throw new Error(`${where} is incomplete: it has no "${missing}". ${advice}`);
  if (tenantId !== undefined && state.tenant.id !== tenantId) {
    throw new Error(`${where} is of the tenant ${state.tenant.id}, and the seed of ${tenantId}. ${advice}`);
  }
  return state;
}

const advice = 'Nothing in it was changed: choose another file, or move this one away to start afresh.';

import { control, type PoolSettings, type WorkspaceSettings } from '../console/system-api.ts';
import type { WorkspaceName } from './workspace.ts';

/** How passkeys work in a workspace; `second-factor`: after the password only. */
export type SetMode = 'smart' | 'classic' | 'second-factor' | 'unavailable';

/**
 * Reads the mode that the console has set. A page without such access asks the client's `mode`, which learns only
 * from a refused sign-in that Classic is switched off.
 */
export async function readMode(name: WorkspaceName): Promise<SetMode> {
  const { workspaces, pools } = await control<Settings>('GET', '');
  const active = workspaces.find(({ id }) => id === name)?.authentication_mechanisms.find(isPasskey);
  if (active && pools.some((pool) => pool.authentication_mechanisms.some(isPasskey)))
    return active === 'webauthn' ? 'classic' : 'smart';
  const isSecond = pools.some((pool) => pool.second_factor_authentication_mechanisms.some(isPasskey));
  return active && isSecond ? 'second-factor' : 'unavailable';
}

/** The method that the pool shows first, as the value of the element's `preferred`. Connect gives it to its own pages. */
export async function readPreferred(): Promise<'passkey' | 'other'> {
  const { pools } = await control<Settings>('GET', '');
  return pools.some((pool) => isPasskey(pool.preferred_authentication_mechanism)) ? 'passkey' : 'other';
}

interface Settings {
  readonly workspaces: readonly WorkspaceSettings[];
  readonly pools: readonly PoolSettings[];
}

const isPasskey = (mechanism: string) => mechanism.endsWith('webauthn');

import { control, type PoolSettings, type WorkspaceSettings } from '../console/system-api.ts';
import type { WorkspaceName } from './workspace.ts';

/** How passkeys work in a workspace; `second-factor`: after the password only. */
export type SetMode = 'smart' | 'classic' | 'second-factor' | 'unavailable';

/**
 * As the console has set it. A page that cannot look there asks the client's `mode`, which knows of Classic that it
 * is switched off when somebody's sign-in is refused.
 */
export async function modeOf(name: WorkspaceName): Promise<SetMode> {
  const { workspaces, pools } = await control<Settings>('GET', '');
  const active = workspaces.find(({ id }) => id === name)?.authentication_mechanisms.find(isPasskey);
  if (active && pools.some((pool) => pool.authentication_mechanisms.some(isPasskey)))
    return active === 'webauthn' ? 'classic' : 'smart';
  const isSecond = pools.some((pool) => pool.second_factor_authentication_mechanisms.some(isPasskey));
  return active && isSecond ? 'second-factor' : 'unavailable';
}

interface Settings {
  readonly workspaces: readonly WorkspaceSettings[];
  readonly pools: readonly PoolSettings[];
}

const isPasskey = (mechanism: string) => mechanism.endsWith('webauthn');

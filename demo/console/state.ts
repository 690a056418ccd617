import {
  control,
  poolPath,
  read,
  workspacePath,
  type PoolSettings,
  type RefusedField,
  type WorkspaceSettings,
} from './system-api.ts';

/** A user as the mock's view of the world shows it. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly identifiers: readonly string[];
  /** WebAuthn credential IDs. */
  readonly passkeys: readonly string[];
}

export interface Message {
  readonly address: string;
  readonly code: string;
  readonly sent_at: string;
}

export interface World {
  readonly now: string;
  readonly users: readonly Person[];
  readonly scenarios: readonly Scenario[];
}

/** A fault that the next matching calls will meet. */
export interface Scenario {
  readonly method: string;
  readonly path: string;
  readonly times: number;
}

export type Section =
  'methods' | 'factors' | 'relying-party' | 'limits' | 'people' | 'outbox' | 'scenarios' | 'clock';

/** Result of the last action in a section. */
export interface Notice {
  readonly section: Section;
  readonly is: 'saved' | 'refused';
  readonly text: string;
  /** The field that the server refused. */
  readonly field?: RefusedField | undefined;
}

export type SavePool = (section: Section, settings: Partial<PoolSettings>) => void;

/** All that the console shows. */
export interface ConsoleState {
  readonly workspaces: readonly WorkspaceSettings[];
  readonly pool: PoolSettings;
  readonly world: World;
  readonly messages: readonly Message[];
  readonly notice?: Notice | undefined;
  /** ID of the user with open passkeys. */
  readonly open?: string | undefined;
}

export async function loadState(): Promise<ConsoleState> {
  const [shop, portal, pool, world, outbox] = await Promise.all([
    read<WorkspaceSettings>(workspacePath('shop')),
    read<WorkspaceSettings>(workspacePath('portal')),
    read<PoolSettings>(poolPath),
    control<World>('GET', ''),
    control<{ readonly messages: readonly Message[] }>('GET', '/outbox'),
  ]);
  return { workspaces: [shop, portal], pool, world, messages: outbox.messages };
}

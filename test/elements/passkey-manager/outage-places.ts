/** Where passkeys are looked after while a server has faults. */
import { createSystemClient } from '../../../src/helpdesk/system-client.ts';
import { systemDirectory } from '../../../src/helpdesk/directory.ts';
import type { PasskeyDirectory } from '../../../src/client/types.ts';
import { ada, TestClient, type Workspace } from '../../support/client.ts';
import { tokenOf } from '../../support/mock-control.ts';
import type { Settings } from '../../support/passkey-manager-page.ts';
import { backendToken } from '../../support/settings.ts';

export interface Place {
  readonly settings: Settings;
  /** The same passkeys, past the element. */
  readonly directory: Pick<PasskeyDirectory, 'list' | 'enroll'>;
  /** The person is asked to confirm who they are before anything is changed. */
  readonly asksFirst?: boolean;
}

export const places = {
  'a list of one’s own, in Smart mode,': () => ownList('shop'),
  'a list of one’s own, in Classic mode,': () => ownList('portal'),
  'a list whose owner signed in a while ago': ownListOfOld,
  'a list at a helpdesk': helpdesk,
} as const satisfies Readonly<Record<string, () => Promise<Place>>>;

export type PlaceName = keyof typeof places;

async function ownList(workspace: Workspace): Promise<Place> {
  const client = new TestClient(workspace);
  await client.signInAda();
  return { settings: { client: client.passkeys }, directory: client.passkeys };
}

async function ownListOfOld(): Promise<Place> {
  const { directory } = await ownList('shop');
  let token = await tokenOf(ada.identifier, { age: 600 });
  const settings: Settings = {
    issuer: `${location.origin}/acme/shop`,
    accessToken: () => token,
    reauthenticate: async () => {
      token = await tokenOf(ada.identifier);
    },
  };
  return { settings, directory, asksFirst: true };
}

async function helpdesk(): Promise<Place> {
  const token = await backendToken();
  const issuer = `${location.origin}/acme/portal`;
  const system = createSystemClient({ issuer, poolId: 'customers', accessToken: () => token });
  const { user } = await system.userByKey({ identifier: 'grace@example.com' });
  const mode = 'classic';
  return {
    settings: { system, userId: user.id, mode, capacity: 10 },
    directory: systemDirectory(system, user.id, { mode }),
  };
}

import type { EnrolledPasskey, PasskeyDirectory, Passkeys, PasskeysConfig } from '../../client/types.ts';
import { createManagementClient } from '../../client/management/management-client.ts';
import { createOwnClient } from '../shared/client.ts';
import type * as remoteView from './code-registration-view.ts';
import type { ManagerSettings } from './properties.ts';

/** Whose passkeys these are, the person's own or a user's in a helpdesk: the directory, and what else differs. */
export interface PasskeySource {
  readonly directory: PasskeyDirectory;
  readonly enroll: (signal: AbortSignal) => Promise<EnrolledPasskey>;
  /** Fetches ahead what adding needs, until the signal is aborted. */
  readonly prepare: (signal: AbortSignal) => void;
  /** The browser tells password managers what was removed. */
  readonly tellsProviders: () => Promise<boolean>;
  /** For a person who is elsewhere; in a helpdesk only. */
  readonly remote?: RemoteEnrolment;
}

export interface RemoteEnrolment {
  readonly sendCode: (address: string, signal: AbortSignal) => Promise<void>;
  readonly useCode: (code: string, signal: AbortSignal) => Promise<EnrolledPasskey>;
  /** What the view shows for it. */
  readonly view: typeof remoteView;
}

export type Reauthenticate = NonNullable<PasskeysConfig['reauthenticate']>;

/**
 * The person's own passkeys; nothing while the settings are not complete.
 *
 * @throws PasskeyError `configuration`
 */
export function ownPasskeys(
  settings: ManagerSettings,
  reauthenticate: Reauthenticate,
): PasskeySource | undefined {
  const passkeys = settings.client ?? createClient(settings, reauthenticate);
  return passkeys && createSource(passkeys);
}

/** Functions of the page are read at each call: a framework may replace them at every render. */
function createClient(settings: ManagerSettings, reauthenticate: Reauthenticate): Passkeys | undefined {
  const { issuer, poolId, workspaceId, tenantId, mode, accessToken, capacity } = settings;
  if (accessToken == null) return undefined;
  const present = () => settings.accessToken ?? accessToken;
  const config = {
    issuer,
    poolId,
    workspaceId,
    tenantId,
    mode,
    capacity,
    accessToken: () => present()(),
    reauthenticate,
  };
  return createOwnClient(config, createManagementClient, present);
}

/** The attachment is left open, so that security keys can be added. */
function createSource(passkeys: Passkeys): PasskeySource {
  return {
    directory: passkeys,
    enroll: (signal) => passkeys.enroll({ signal }),
    prepare: (signal) => passkeys.prepareEnroll({ signal }),
    tellsProviders: async () => (await passkeys.support()).signals,
  };
}

import type {
  AccessToken,
  EnrolledPasskey,
  Mode,
  PasskeyDirectory,
  Passkeys,
  PasskeysConfig,
} from '../../ceremonies/passkeys.ts';
import type * as remoteView from './remote-enrolment.ts';
import { ownClient } from '../passkey-signin/own-client.ts';

/** Where passkeys are looked after, and what differs from one to the other. */
export interface Desk {
  readonly directory: PasskeyDirectory;
  readonly enroll: (signal: AbortSignal) => Promise<EnrolledPasskey>;
  /** Fetches ahead what adding needs. */
  readonly prepare: () => void;
  /** The browser tells password managers what was removed. */
  readonly tellsProviders: () => Promise<boolean>;
  /** For a person who is elsewhere; in a helpdesk only. */
  readonly remote?: RemoteEnrolment;
}

export interface RemoteEnrolment {
  readonly sendCode: (address: string, signal: AbortSignal) => Promise<void>;
  readonly useCode: (code: string, address: string, signal: AbortSignal) => Promise<EnrolledPasskey>;
  /** What the view shows for it. */
  readonly view: typeof remoteView;
}

/** The settings of the element that name a desk. */
export interface DeskSettings {
  readonly issuer: string | undefined;
  readonly poolId: string | undefined;
  readonly workspaceId: string | undefined;
  readonly tenantId: string | undefined;
  readonly mode: 'auto' | Mode;
  readonly client: Passkeys | undefined;
  readonly accessToken: AccessToken | undefined;
}

type Reauthenticate = NonNullable<PasskeysConfig['reauthenticate']>;

/** The person's own passkeys; nothing while the settings are not complete. */
export function ownDesk(settings: DeskSettings, reauthenticate: Reauthenticate): Desk | undefined {
  const { client, accessToken } = settings;
  const passkeys = client ?? (accessToken && ownClient({ ...settings, accessToken, reauthenticate }));
  return passkeys && deskOf(passkeys);
}

/** The attachment is left open, so that security keys can be added. */
function deskOf(passkeys: Passkeys): Desk {
  return {
    directory: passkeys,
    enroll: (signal) => passkeys.enroll({ signal }),
    prepare: () => passkeys.prepareEnroll(),
    tellsProviders: async () => (await passkeys.support()).signals,
  };
}

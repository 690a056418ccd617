import type { PropertyDeclarations } from 'lit';

import type { AccessToken, PasskeysConfig } from '../../client/types.ts';
import type { SystemClient } from '../../helpdesk/system-client.ts';
import { text, WorkspaceSettings } from '../shared/base-element.ts';

/** Properties of `<passkey-manager>` that a page can set. */
export abstract class ManagerSettings extends WorkspaceSettings {
  static override properties: PropertyDeclarations = {
    capacity: { type: Number },
    userId: { converter: text, attribute: 'user-id' },
    accessToken: { attribute: false },
    reauthenticate: { attribute: false },
    system: { attribute: false },
  };

  /** Number of passkeys that a person may have. Used where the tenant does not send its own limit. */
  declare capacity: number | undefined;
  /** Helpdesk: ID of the user that the passkeys belong to. */
  declare userId: string | undefined;
  /** Returns a fresh access token of the signed-in person. The element shows its loading state until it is set. */
  declare accessToken: AccessToken | undefined;
  /**
   * Authenticates the same person again when their sign-in is older than 5 minutes. Called directly after the click
   * that confirms the element's dialog, so that it may open a window. The pending action resumes when it resolves.
   */
  declare reauthenticate: PasskeysConfig['reauthenticate'] | undefined;
  /** Helpdesk: a client made with `createSystemClient`. */
  declare system: SystemClient | undefined;
}

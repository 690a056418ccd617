import type { PropertyDeclarations } from 'lit';

import type { AccessToken, PasskeysConfig } from '../../client/types.ts';
import type { SystemClient } from '../../helpdesk/system-client.ts';
import { text, WorkspaceSettings } from '../shared/base-element.ts';

/** What a page can set on the element. */
export abstract class ManagerSettings extends WorkspaceSettings {
  static override properties: PropertyDeclarations = {
    capacity: { type: Number },
    userId: { converter: text, attribute: 'user-id' },
    accessToken: { attribute: false },
    reauthenticate: { attribute: false },
    system: { attribute: false },
  };

  /** Passkeys that a person may have, where the tenant does not say so itself. */
  declare capacity: number | undefined;
  /** Helpdesk: whose passkeys these are. */
  declare userId: string | undefined;
  /** Gives a fresh access token of the signed-in person at each call. Until it is there, the element waits. */
  declare accessToken: AccessToken | undefined;
  /**
   * Has the same person authenticate again, when they did so more than 5 minutes ago. Called right after they
   * confirmed in a dialog of the element, so that it may open a window; what they began goes on when it resolves.
   */
  declare reauthenticate: PasskeysConfig['reauthenticate'] | undefined;
  /** Helpdesk: a client made with `createSystemClient`. */
  declare system: SystemClient | undefined;
}

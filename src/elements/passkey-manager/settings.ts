import { LitElement } from 'lit';

import type { AccessToken, Mode, Passkeys, PasskeysConfig } from '../../ceremonies/passkeys.ts';
import type { SystemClient } from '../../ceremonies/system-client.ts';
import type { WordOverrides } from '../shared/words.ts';

/** What a page can set on the element, in any order, before or after it is connected or defined. */
export abstract class ManagerSettings extends LitElement {
  static override properties = {
    issuer: {},
    poolId: { attribute: 'pool-id' },
    workspaceId: { attribute: 'workspace-id' },
    tenantId: { attribute: 'tenant-id' },
    mode: {},
    capacity: { type: Number },
    userId: { attribute: 'user-id' },
    client: { attribute: false },
    accessToken: { attribute: false },
    reauthenticate: { attribute: false },
    system: { attribute: false },
    words: { attribute: false },
  };

  /** OAuth issuer of the workspace, the value an OIDC library is given. */
  declare issuer: string | undefined;
  /** Identity pool of the person. A helpdesk's `system` client has its own. */
  declare poolId: string | undefined;
  /** Workspace, where the issuer does not end with it: a vanity domain of one workspace. */
  declare workspaceId: string | undefined;
  /** Tenant, where it cannot be read from the issuer; empty for a vanity domain of the tenant. */
  declare tenantId: string | undefined;
  /** How passkeys work in the workspace; `auto` finds out. A helpdesk enrols for this one, by default Smart. */
  declare mode: 'auto' | Mode;
  /** Passkeys that a person may have, where the tenant does not say so itself. */
  declare capacity: number | undefined;
  /** Helpdesk: whose passkeys these are. */
  declare userId: string | undefined;
  /** A client made with `createPasskeys`, in place of the attributes that describe the workspace. */
  declare client: Passkeys | undefined;
  /** Gives a fresh access token of the signed-in person at each call. Until it is there, the element waits. */
  declare accessToken: AccessToken | undefined;
  /**
   * Has the same person authenticate again, when they did so more than 5 minutes ago. Called right after they
   * confirmed in a dialog of the element, so that it may open a window; what they began goes on when it resolves.
   */
  declare reauthenticate: PasskeysConfig['reauthenticate'] | undefined;
  /** Helpdesk: a client made with `createSystemClient`. */
  declare system: SystemClient | undefined;
  /** Words to use in place of the element's own. */
  declare words: WordOverrides | undefined;

  constructor() {
    super();
    this.mode = 'auto';
  }
}

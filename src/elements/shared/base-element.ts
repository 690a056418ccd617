import { LitElement, type PropertyDeclarations } from 'lit';
import type { Mode, Passkeys } from '../../client/types.ts';
import type { WordOverrides } from './localize.ts';

/** The converter of a text: an attribute that is removed counts as one that was never there. */
export const text = (value: string | null): string | undefined => value ?? undefined;

/** The same for one that has a default. */
export const textOr =
  (otherwise: string) =>
  (value: string | null): string =>
    value ?? otherwise;

/** What says which workspace an element is for; in any order, before or after it is connected or defined. */
export abstract class WorkspaceSettings extends LitElement {
  static override properties: PropertyDeclarations = {
    issuer: { converter: text },
    poolId: { converter: text, attribute: 'pool-id' },
    workspaceId: { converter: text, attribute: 'workspace-id' },
    tenantId: { converter: text, attribute: 'tenant-id' },
    mode: { converter: textOr('auto') },
    client: { attribute: false },
    words: { attribute: false },
  };

  /** OAuth issuer of the workspace, the value an OIDC library is given. */
  declare issuer: string | undefined;
  /** Identity pool of the people. */
  declare poolId: string | undefined;
  /** Workspace, where the issuer does not end with it: a vanity domain of one workspace. */
  declare workspaceId: string | undefined;
  /** Tenant, where it cannot be read from the issuer; empty for a vanity domain of the tenant. */
  declare tenantId: string | undefined;
  /** How passkeys work in the workspace; `auto` finds out. */
  declare mode: 'auto' | Mode;
  /** A client made with `createPasskeys`, in place of the attributes that describe the workspace. */
  declare client: Passkeys | undefined;
  /** Words to use in place of the element's own. */
  declare words: WordOverrides | undefined;

  constructor() {
    super();
    this.mode = 'auto';
  }
}

import { isServer, LitElement, type PropertyDeclarations } from 'lit';
import type { Mode, Passkeys } from '../../client/types.ts';
import type { WordOverrides } from './localize.ts';

/** Converter for a text attribute: a removed attribute is `undefined`, like one that was never set. */
export const text = (value: string | null): string | undefined => value ?? undefined;

/** Converter for a text attribute with a default. */
export const textOr =
  (otherwise: string) =>
  (value: string | null): string =>
    value ?? otherwise;

/** Lit's protocol: an element with this attribute waits, because a framework has not given it its settings yet. */
const deferral = 'defer-hydration';

/** The workspace of an element. A page may set the properties in any order, before or after the element is defined or connected. */
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

  /** OAuth issuer of the workspace, as for an OIDC library. */
  declare issuer: string | undefined;
  /** ID of the identity pool. */
  declare poolId: string | undefined;
  /** ID of the workspace, where the issuer does not end with it: a vanity domain of one workspace. */
  declare workspaceId: string | undefined;
  /** ID of the tenant, where the issuer does not contain it; empty for a vanity domain of the tenant. */
  declare tenantId: string | undefined;
  /** Passkey mode of the workspace; `auto` detects it. */
  declare mode: 'auto' | Mode;
  /** A client made with `createPasskeys`, in place of the attributes that describe the workspace. */
  declare client: Passkeys | undefined;
  /** Texts that replace the element's own. */
  declare words: WordOverrides | undefined;

  /** A server renders the element's markup only: what it shows depends on the browser. */
  static override readonly _$litElement$: boolean = !isServer;

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, deferral];
  }

  #isStarted = false;

  constructor() {
    super();
    this.mode = 'auto';
  }

  override connectedCallback(): void {
    if (this.hasAttribute(deferral)) return;
    this.#isStarted = true;
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    if (this.#isStarted) super.disconnectedCallback();
    this.#isStarted = false;
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value);
    if (name === deferral && value === null && this.isConnected && !this.#isStarted) this.connectedCallback();
  }

  /** Constructed style sheets stay with their document: in another one the element constructs them again. */
  adoptedCallback(): void {
    const { defaultView } = this.ownerDocument;
    if (!this.shadowRoot || !defaultView) return;
    const { elementStyles } = this.constructor as typeof LitElement;
    this.shadowRoot.adoptedStyleSheets = elementStyles.map((style) => {
      const sheet = new defaultView.CSSStyleSheet();
      if ('cssText' in style) sheet.replaceSync(style.cssText);
      return sheet;
    });
  }
}

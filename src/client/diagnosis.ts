import type { Support } from '../webauthn/capabilities.ts';
import type { Permitted } from '../webauthn/environment.ts';
import type { RpIdRelation } from '../webauthn/rp-id.ts';
import type { DetectedMode } from './types.ts';

/** What an integrator needs to see; what a page cannot know is `unknown`. */
export interface Diagnosis {
  readonly secureContext: boolean;
  readonly host: { readonly name: string; readonly kind: 'domain' | 'ip-address' | 'localhost' };
  readonly rpId: {
    /** A domain, or `unknown`. */
    readonly id: string;
    readonly relation: RpIdRelation;
  };
  readonly permissionsPolicy: { readonly get: Permitted; readonly create: Permitted };
  readonly patchedCredentials: boolean;
  readonly support: Support;
  /** Milliseconds that the server's clock is ahead of the browser's. */
  readonly clockDifference: number | 'unknown';
  readonly cors: 'same-origin' | 'allowed' | 'refused' | 'unknown';
  readonly mode: DetectedMode | 'unknown';
  /** What to mend, in plain words for developers. */
  readonly problems: readonly string[];
}

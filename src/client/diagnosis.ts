import type { DetectedMode, Support } from './types.ts';

/** Whether the page's permissions policy lets a call through; not every browser tells. */
export type Permitted = boolean | 'unknown';

/** What an integrator needs to see; what a page cannot know is `unknown`. */
export interface Diagnosis {
  readonly secureContext: boolean;
  readonly host: { readonly name: string; readonly kind: 'domain' | 'ip-address' | 'localhost' };
  readonly rpId: {
    /** A domain, or `unknown`. */
    readonly id: string;
    readonly relation: 'same' | 'parent-domain' | 'related-origin' | 'foreign' | 'unknown';
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

import type { WorkspaceConfig } from '../api/urls.ts';
import type { App } from './transaction.ts';
import type { SavedShapes } from './shapes.ts';

/** A confidential client of the `system` workspace, for the system API. */
export interface Client {
  readonly id: string;
  readonly secret: string;
}

/** The workspace as `createPasskeys` is given it, and the secrets and limits of the examination. */
export interface DoctorOptions extends WorkspaceConfig {
  /** Access token of a signed-in user of the workspace. */
  readonly accessToken?: string;
  readonly client?: Client;
  /** An OAuth client of the workspace: a sign-in of it is begun, as by a browser, and never finished. */
  readonly app?: App;
  /** Enrols, names, uses and removes one passkey of a software authenticator for the user of `accessToken`. */
  readonly enrol?: boolean;
  /** Default: derived from the issuer, as the system client does. */
  readonly tokenEndpoint?: string;
  /** ID of the user in calls of the system API. Default: the one of `accessToken`. */
  readonly userId?: string;
  /** Origin of the page that will call the tenant, if it is another one. */
  readonly origin?: string;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds since the epoch. Default: the system's clock. */
  readonly now?: () => number;
  /** Milliseconds for one call. Default 10 seconds. */
  readonly callTimeout?: number;
  /** Milliseconds for all calls. Default 2 minutes. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** Called before each call with its name. */
  readonly onProgress?: (name: string) => void;
}

export type Verdict =
  | { readonly is: 'holds'; readonly observed: string }
  | { readonly is: 'differs'; readonly observed: string; readonly cure: string }
  | { readonly is: 'cannot-tell'; readonly needs: string };

/** The verdict on one assumption. */
export type Finding = Verdict & {
  /** Section of the list of assumptions, or `Published`. */
  readonly area: string;
  readonly id: string;
  readonly assumption: string;
};

/** Holds no token, no secret and no personal data. */
export interface Report {
  readonly issuer: string;
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Verdict['is'], number>>;
  /** A sentence: nothing, or the passkey of `enrol` and whether it is removed. */
  readonly changes: string;
  /** Name and outcome of each call, in order. */
  readonly calls: readonly { readonly name: string; readonly outcome: string }[];
  /** The form of each reply without its values. */
  readonly shapes: SavedShapes;
}

/** One call as a developer sees it: no query, no header, and of the body the WebAuthn part only, so nothing secret. */
export interface LoggedCall extends CeremonyParts {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly error_code?: string;
  /** Reason of a refusal, also where the answer itself must not reveal it. */
  readonly reason?: string;
}

/** The WebAuthn part of a call: options for the authenticator, or its answer. */
export interface CeremonyParts {
  /** The reply of begin. */
  readonly options?: unknown;
  /** The body of complete, as it came in: used up, since its challenge is accepted once. */
  readonly credential?: unknown;
}

/** What a client remembers in the browser. Types only. */

/** One documented `localStorage` key, without secrets. */
export interface Memory {
  /** Absent where no page asked to remember one. */
  readonly lastUsername: string | undefined;
  /**
   * Remembers a username; `undefined` removes it.
   *
   * @example
   * ```ts
   * passkeys.memory.rememberUsername('ada@example.com');
   * ```
   */
  rememberUsername(identifier: string | undefined): void;
  /** Seconds since the epoch at which the person answered an offer with "Not now". */
  readonly notNowAt: number | undefined;
  /**
   * Remembers the present time as `notNowAt`.
   *
   * @example
   * ```ts
   * passkeys.memory.rememberNotNow();
   * ```
   */
  rememberNotNow(): void;
  /** Passkeys that were created or used in this browser: base64url, the latest first. */
  readonly usedCredentialIds: readonly string[];
  /**
   * Removes the key.
   *
   * @example
   * ```ts
   * passkeys.memory.forget();
   * ```
   */
  forget(): void;
}

import type { System } from '../api/system.ts';
import { parseMode } from '../client/context.ts';
import { lazy } from '../async.ts';
import type { Mode, PasskeyDirectory } from '../client/types.ts';

/** Settings that the system API does not state for a user. */
export interface SystemDirectoryOptions {
  /**
   * The mode to enrol for. Default `auto`: Smart, and Classic where no workspace of the pool has Smart. A pool may
   * have both open, so that only a given mode shows which passkeys work.
   */
  readonly mode?: 'auto' | Mode;
  /** Passkeys a user may have: the system API does not say. */
  readonly capacity?: number;
}

/**
 * A user's passkeys for a helpdesk. A new passkey belongs to the person at the counter: it is created on a security key
 * or a phone, and this browser neither remembers nor signals it.
 *
 * @throws PasskeyError `configuration` for an unknown mode
 * @example
 * ```ts
 * const directory = systemDirectory(system, userId);
 * const { passkeys } = await directory.list();
 * ```
 */
export function systemDirectory(
  system: System,
  userId: string,
  options: SystemDirectoryOptions = {},
): PasskeyDirectory {
  const resolved = { ...options, mode: parseMode(options.mode) };
  // The first list loads the registration as well, so that a click on "add" does not wait for it.
  const part = lazy(async () => (await import('./user-passkeys.ts')).userPasskeys(system, userId, resolved));
  return {
    list: async (callOptions) => (await part()).list(callOptions),
    enroll: async (enrollOptions) => (await part()).enroll(enrollOptions),
    rename: (id, name, callOptions) => system.rename(userId, id, name, callOptions),
    remove: (id, callOptions) => system.remove(userId, id, callOptions),
  };
}

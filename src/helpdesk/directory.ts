import type { System } from '../api/system.ts';
import { parseMode } from '../client/given-mode.ts';
import { lazy } from '../async/lazy.ts';
import type { Mode, PasskeyDirectory } from '../client/types.ts';

/** What the system API does not tell about a user's passkeys. */
export interface SystemDirectoryOptions {
  /**
   * The mode to enrol for. Default `auto`: Smart, and Classic where no workspace of the pool has Smart. A pool may
   * have both open, so that only a given mode tells which passkeys work.
   */
  readonly mode?: 'auto' | Mode;
  /** Passkeys a user may have: the system API does not say. */
  readonly capacity?: number;
}

/**
 * A user's passkeys as a helpdesk sees them. What is made belongs to the person in front of the counter: it goes
 * on a security key or a phone, and this browser neither remembers nor signals anything.
 *
 * @throws PasskeyError `configuration` for a mode that is none
 */
export function systemDirectory(
  system: System,
  userId: string,
  options: SystemDirectoryOptions = {},
): PasskeyDirectory {
  const settled = { ...options, mode: parseMode(options.mode) };
  // With the first list the part that prompts is there, so that a click on "add" does not wait for it.
  const part = lazy(async () => (await import('./user-passkeys.ts')).userPasskeys(system, userId, settled));
  return {
    list: async (callOptions) => (await part()).list(callOptions),
    enroll: async (enrollOptions) => (await part()).enroll(enrollOptions),
    rename: (id, name, callOptions) => system.rename(userId, id, name, callOptions),
    remove: (id, callOptions) => system.remove(userId, id, callOptions),
  };
}

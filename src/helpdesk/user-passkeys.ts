import type { System } from '../api/system.ts';
import { ModeDetector } from '../client/mode.ts';
import { passkeyList } from '../client/management/passkey-list.ts';
import type { PasskeyDirectory } from '../client/types.ts';
import type { SystemDirectoryOptions } from './directory.ts';
import { registerFor } from './register.ts';

/** The parts of `systemDirectory` that are more than a call. */
export function userPasskeys(
  system: System,
  userId: string,
  { mode, capacity }: SystemDirectoryOptions & Required<Pick<SystemDirectoryOptions, 'mode'>>,
): Pick<PasskeyDirectory, 'list' | 'enroll'> {
  const known = new ModeDetector(mode);
  return {
    list: async (options) => {
      const { user } = await system.user(userId, options);
      return passkeyList(user, {
        // What the next enrolment tries first: the system API tells no mode.
        mode: known.value ?? 'smart',
        active: mode === 'auto' ? undefined : mode,
        capacity,
        mayRemoveLast: true,
        tellsModes: true,
      });
    },
    enroll: (options = {}) => registerFor({ system, userId, known }, options),
  };
}

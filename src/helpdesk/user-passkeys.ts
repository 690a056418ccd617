import type { System } from '../api/system.ts';
import { browserClock } from '../async.ts';
import { passkeyList } from '../client/management/passkey-list.ts';
import { ModeDetector } from '../client/mode.ts';
import { FollowUp } from '../client/registration/register.ts';
import type { PasskeyDirectory } from '../client/types.ts';
import type { SystemDirectoryOptions } from './directory.ts';
import { registerFor } from './register.ts';

/** The calls of `systemDirectory` that need more than one request. */
export function userPasskeys(
  system: System,
  userId: string,
  { mode, capacity }: SystemDirectoryOptions & Required<Pick<SystemDirectoryOptions, 'mode'>>,
): Pick<PasskeyDirectory, 'list' | 'enroll'> {
  const detector = new ModeDetector(mode);
  const followUp = new FollowUp(browserClock);
  return {
    list: async (options) => {
      await followUp.settled(options?.signal);
      const { user } = await system.user(userId, options);
      return passkeyList(user, {
        // The mode that the next registration tries first: the system API does not state one.
        mode: detector.value ?? 'smart',
        active: mode === 'auto' ? undefined : mode,
        capacity,
        mayRemoveLast: true,
        statesModes: true,
      });
    },
    enroll: (options) => registerFor({ system, userId, detector, followUp }, options),
  };
}

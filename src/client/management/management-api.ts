import type { ClientContext } from '../context.ts';
import { modeFromProfile } from '../mode.ts';
import { upgrade } from '../registration/conditional-create.ts';
import { enroll } from '../registration/enroll.ts';
import { FollowUp } from '../registration/follow-up.ts';
import { createRegistrationPrefetch } from '../registration/options.ts';
import type { CallOptions, DetectedMode, PasskeyDirectory, Passkeys } from '../types.ts';
import { Management } from './management.ts';
import { createSelfService } from './self-service.ts';
import { createStepUp, type SignInAgain } from './step-up.ts';

/** The calls of signed-in people. */
export interface ManagementApi extends PasskeyDirectory, Pick<Passkeys, 'prepareEnroll' | 'upgrade'> {
  /** By the profile. */
  mode(options?: CallOptions): Promise<DetectedMode>;
}

/** @param signInAgain a sign-in by the same client, for a step-up */
export function createManagementApi(context: ClientContext, signInAgain: SignInAgain): ManagementApi {
  const stepUp = createStepUp(context, signInAgain);
  const followUp = new FollowUp(context.clock);
  const management = new Management(context, { stepUp, followUp });
  const prefetch = createRegistrationPrefetch(context, followUp);
  return {
    mode: async (options) => modeFromProfile(await createSelfService(context).me(options)) ?? 'smart',
    prepareEnroll: ({ signal } = {}) =>
      prefetch.prefetch({ session: context.session.count, afterStepUp: false }, signal),
    enroll: (options) => enroll(context, { prefetch, followUp, stepUp }, options),
    upgrade: (options) => upgrade(context, followUp, options),
    list: (options) => management.list(options),
    rename: (id, name, options) => management.rename(id, name, options),
    remove: (id, options) => management.remove(id, options),
  };
}

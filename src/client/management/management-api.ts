import type { HttpClient } from '../../api/http-client.ts';
import { selfService, type MeOptions, type SelfService } from '../../api/self-service.ts';
import { selfServiceBase } from '../../api/urls.ts';
import { createRegistrationPrefetch, currentSubjectKey } from '../registration/options.ts';
import type { ClientContext } from '../context.ts';
import { Management } from './management.ts';
import { modeFromProfile } from '../mode.ts';
import type { CallOptions, DetectedMode, PasskeyDirectory, Passkeys } from '../types.ts';
import { enroll } from '../registration/register.ts';
import { createSignals, type Signals } from '../../webauthn/signals.ts';
import { createStepUp, type SignInAgain } from './step-up.ts';
import { upgrade } from '../registration/conditional-create.ts';

/** What the ceremonies of a signed-in person work with. */
export interface ManagementContext extends ClientContext {
  readonly selfService: SelfService;
  readonly signals: Signals;
  /** Milliseconds since the epoch, by the server's clock where it is known. */
  readonly now: () => number;
}

/** Everything that a signed-in person does. A page where people only sign in never loads it. */
export interface ManagementApi extends PasskeyDirectory, Pick<Passkeys, 'prepareEnroll' | 'upgrade'> {
  /** As the profile tells it. */
  mode(options?: CallOptions): Promise<DetectedMode>;
}

/** @param signInAgain a sign-in by the same client, for a step-up */
export function createManagementApi(
  base: ClientContext,
  http: HttpClient,
  signInAgain: (how: SignInAgain) => Promise<unknown>,
): ManagementApi {
  const context = createManagementContext(base, http);
  const { accessToken, reauthenticate, mode, capacity } = context.settings;
  const me = (options?: MeOptions) => context.selfService.me(options);
  const ownSubject = (): string | undefined => context.session.subject;
  const stepUp = createStepUp({ ...context, accessToken, reauthenticate, ownSubject, signInAgain, me });
  const usedCredentialIds = () => context.memory.usedCredentialIds;
  const given = mode === 'auto' ? undefined : mode;
  const management = new Management({ ...context, stepUp, usedCredentialIds, mode: given, capacity });
  const enrolments = createRegistrationPrefetch(context);
  return {
    mode: async (options) => modeFromProfile(await me(options)) ?? 'smart',
    prepareEnroll: ({ signal } = {}) =>
      void currentSubjectKey(context).then((person) => enrolments.prepare({ person, attempt: 0 }, signal)),
    enroll: (options) => enroll(context, enrolments, stepUp, options),
    upgrade: (options) => upgrade(context, options),
    list: (options) => management.list(options),
    rename: (id, name, options) => management.rename(id, name, options),
    remove: (id, options) => management.remove(id, options),
  };
}

export function createManagementContext(context: ClientContext, http: HttpClient): ManagementContext {
  const { settings } = context;
  return {
    ...context,
    selfService: selfService(http, selfServiceBase(settings)),
    signals: createSignals(settings.rpId),
    now: () => context.clock.now() + (http.clockDifference() ?? 0),
  };
}

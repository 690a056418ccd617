import type { Http } from '../../api/http-client.ts';
import { selfService, type MeOptions, type SelfService } from '../../api/self-service.ts';
import { selfServiceBase } from '../../api/urls.ts';
import { enrolmentsOf, personOf } from '../registration/options.ts';
import type { Kit } from '../context.ts';
import { Management } from './management.ts';
import { modeOfProfile } from '../mode.ts';
import type { CallOptions, DetectedMode, PasskeyDirectory, Passkeys } from '../types.ts';
import { enroll } from '../registration/register.ts';
import { signalsFor, type Signals } from '../../webauthn/signals.ts';
import { stepUpWith, type SignInAgain } from './step-up.ts';
import { upgrade } from '../registration/conditional-create.ts';

/** What the ceremonies of a signed-in person work with. */
export interface SignedInKit extends Kit {
  readonly selfService: SelfService;
  readonly signals: Signals;
}

/** Everything that a signed-in person does. A page where people only sign in never loads it. */
export interface SignedIn extends PasskeyDirectory, Pick<Passkeys, 'prepareEnroll' | 'upgrade'> {
  /** As the profile tells it. */
  mode(options?: CallOptions): Promise<DetectedMode>;
}

/** @param signInAgain a sign-in by the same client, for a step-up */
export function signedInWith(
  base: Kit,
  http: Http,
  signInAgain: (how: SignInAgain) => Promise<unknown>,
): SignedIn {
  const kit = signedInKit(base, http);
  const { accessToken, reauthenticate, mode, capacity } = kit.settings;
  const me = (options?: MeOptions) => kit.selfService.me(options);
  const ownSubject = (): string | undefined => kit.session.subject;
  const stepUp = stepUpWith({ ...kit, accessToken, reauthenticate, ownSubject, signInAgain, me });
  const usedCredentialIds = () => kit.memory.usedCredentialIds;
  const given = mode === 'auto' ? undefined : mode;
  const management = new Management({ ...kit, stepUp, usedCredentialIds, mode: given, capacity });
  const enrolments = enrolmentsOf(kit);
  return {
    mode: async (options) => modeOfProfile(await me(options)),
    prepareEnroll: ({ signal } = {}) =>
      void personOf(kit).then((person) => enrolments.prepare({ person, attempt: 0 }, signal)),
    enroll: (options) => enroll(kit, enrolments, stepUp, options),
    upgrade: (options) => upgrade(kit, options),
    list: (options) => management.list(options),
    rename: (id, name, options) => management.rename(id, name, options),
    remove: (id, options) => management.remove(id, options),
  };
}

function signedInKit(kit: Kit, http: Http): SignedInKit {
  const { settings } = kit;
  return {
    ...kit,
    selfService: selfService(http, selfServiceBase(settings)),
    signals: signalsFor(settings.rpId),
  };
}

import { PasskeyError } from '../../errors.ts';
import type { CredentialCreation, SelfProfile } from '../../api/contract.ts';
import type { ManagementContext } from '../management/management-api.ts';
import { toFamily, modeFromProfile } from '../mode.ts';
import { OptionsPrefetch } from '../options-prefetch.ts';
import type { DetectedMode, Mode } from '../types.ts';
import { currentSubject } from '../token-subject.ts';

export interface RegistrationOptions extends CredentialCreation {
  readonly mode: Mode;
  /** As it was before: tells the new passkey from the others. */
  readonly profile: SelfProfile;
}

/** `sub` of the access token; where that is opaque, the number of this client's last sign-in. */
export type SubjectKey = string | number;

export interface RegistrationRequest {
  readonly person: SubjectKey;
  /** Counts from 0. A later one does not share a fetch that went out before, with a token that was too old. */
  readonly attempt: number;
}

/** Options that serve one person only: they hold the user handle. */
export interface PersonalOptions extends RegistrationOptions {
  readonly person: SubjectKey;
}

export type RegistrationPrefetch = OptionsPrefetch<RegistrationRequest, PersonalOptions>;

/** The begins of enrolments, kept ahead. Signed in, the profile tells the mode. */
export function createRegistrationPrefetch(context: ManagementContext): RegistrationPrefetch {
  return new OptionsPrefetch(context.clock, {
    fetch: async () => {
      const person = await currentSubjectKey(context);
      return { ...(await beginRegistration(context)), person };
    },
    fits: ({ person }, target) => person === target.person,
  });
}

/** Who is signed in now. */
export async function currentSubjectKey({ settings, session }: ManagementContext): Promise<SubjectKey> {
  return (await currentSubject(settings.accessToken)) ?? session.signIns;
}

/**
 * @param mediation `conditional`: silent creation
 * @throws PasskeyError `mechanism_disabled` where passkeys are not available
 */
export async function beginRegistration(
  { settings, selfService }: ManagementContext,
  options: { readonly mediation?: 'conditional'; readonly signal?: AbortSignal } = {},
): Promise<RegistrationOptions> {
  const profile = await selfService.me(options);
  const mode = activeMode(settings.mode === 'auto' ? modeFromProfile(profile) : settings.mode);
  const { publicKey } = await selfService.createBegin(toFamily(mode), options);
  return { publicKey, mode, profile };
}

function activeMode(mode: DetectedMode): Mode {
  if (mode !== 'unavailable') return mode;
  throw new PasskeyError(
    'mechanism_disabled',
    'Passkeys are not among the authentication mechanisms of this user.',
  );
}

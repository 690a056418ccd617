import { PasskeyError } from '../../errors.ts';
import type { CredentialCreation, SelfProfile } from '../../api/contract.ts';
import type { SignedInKit } from '../management/management-api.ts';
import { familyOf, modeOfProfile } from '../mode.ts';
import { OptionsAhead } from '../options-prefetch.ts';
import type { DetectedMode, Mode } from '../types.ts';
import { presentSubject } from '../token-subject.ts';

export interface EnrolmentOptions extends CredentialCreation {
  readonly mode: Mode;
  /** As it was before: tells the new passkey from the others. */
  readonly profile: SelfProfile;
}

/** `sub` of the access token; where that is opaque, the number of this client's last sign-in. */
export type Person = string | number;

export interface EnrolmentWish {
  readonly person: Person;
  /** Counts from 0. A later one does not share a fetch that went out before, with a token that was too old. */
  readonly attempt: number;
}

/** Options that serve one person only: they hold the user handle. */
export interface PersonalOptions extends EnrolmentOptions {
  readonly person: Person;
}

export type Enrolments = OptionsAhead<EnrolmentWish, PersonalOptions>;

/** The begins of enrolments, kept ahead. Signed in, the profile tells the mode. */
export function enrolmentsOf(kit: SignedInKit): Enrolments {
  return new OptionsAhead(kit.clock, {
    fetch: async () => {
      const person = await personOf(kit);
      return { ...(await beginEnrolment(kit)), person };
    },
    fits: ({ person }, wish) => person === wish.person,
  });
}

/** Who is signed in now. */
export async function personOf({ settings, session }: SignedInKit): Promise<Person> {
  return (await presentSubject(settings.accessToken)) ?? session.signIns;
}

/**
 * @param mediation `conditional`: silent creation
 * @throws PasskeyError `mechanism_disabled` where passkeys are not available
 */
export async function beginEnrolment(
  { settings, selfService }: SignedInKit,
  options: { readonly mediation?: 'conditional'; readonly signal?: AbortSignal } = {},
): Promise<EnrolmentOptions> {
  const profile = await selfService.me(options);
  const mode = activeMode(settings.mode === 'auto' ? modeOfProfile(profile) : settings.mode);
  const { publicKey } = await selfService.createBegin(familyOf(mode), options);
  return { publicKey, mode, profile };
}

function activeMode(mode: DetectedMode): Mode {
  if (mode !== 'unavailable') return mode;
  throw new PasskeyError(
    'mechanism_disabled',
    'Passkeys are not among the authentication mechanisms of this user.',
  );
}

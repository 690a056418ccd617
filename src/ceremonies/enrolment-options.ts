import { PasskeyError } from '../errors.ts';
import type { CredentialCreation, SelfProfile } from '../wire/contract.ts';
import type { SignedInKit } from './signed-in.ts';
import { familyOf, modeOfProfile } from './mode.ts';
import { OptionsAhead } from './options-ahead.ts';
import type { DetectedMode, Mode } from './passkeys.ts';

export interface EnrolmentOptions extends CredentialCreation {
  readonly mode: Mode;
  /** As it was before: tells the new passkey from the others. */
  readonly profile: SelfProfile;
}

/** The begins of enrolments, kept ahead. Signed in, the profile tells the mode. */
export function enrolmentsOf(kit: SignedInKit): OptionsAhead<object, EnrolmentOptions> {
  return new OptionsAhead(kit.clock, { fetch: () => beginEnrolment(kit), fits: () => true });
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

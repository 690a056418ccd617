import { isPasskeyError, PasskeyError } from '../../errors.ts';
import type { CredentialCreation, SelfProfile } from '../../api/contract.ts';
import type { ManagementContext } from '../management/management-api.ts';
import { toFamily, modeFromProfile } from '../mode.ts';
import { OptionsPrefetch } from '../options-prefetch.ts';
import type { DetectedMode, Mode } from '../types.ts';
import {
  isAtCapacity,
  isRecentlyAuthenticated,
  mayBeLimit,
  mayBeWrongFamily,
  withCode,
} from '../management/refusal.ts';
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
    fetch: async ({ attempt }) => {
      const person = await currentSubjectKey(context);
      return { ...(await beginRegistration(context, { isRecent: attempt > 0 })), person };
    },
    fits: ({ person }, target) => person === target.person,
  });
}

/** Who is signed in now. */
export async function currentSubjectKey({ settings, session }: ManagementContext): Promise<SubjectKey> {
  return (await currentSubject(settings.accessToken)) ?? session.signIns;
}

export interface BeginRegistrationOptions {
  /** `conditional`: silent creation. */
  readonly mediation?: 'conditional';
  readonly signal?: AbortSignal;
  /** The user has just authenticated again: a refusal is not due to an old authentication. */
  readonly isRecent?: boolean;
}

/**
 * Begins in the mode of the profile. If that is refused as the wrong family, begins once in the other mode.
 *
 * @throws PasskeyError `mechanism_disabled` where passkeys are not available, `capacity_reached` and others
 */
export async function beginRegistration(
  context: ManagementContext,
  { isRecent = false, ...options }: BeginRegistrationOptions = {},
): Promise<RegistrationOptions> {
  const { settings, selfService } = context;
  const profile = await selfService.me(options);
  const begin = async (mode: Mode): Promise<RegistrationOptions> => {
    const { publicKey } = await selfService.createBegin(toFamily(mode), options);
    return { publicKey, mode, profile };
  };
  const mode = activeMode(settings.mode === 'auto' ? (modeFromProfile(profile) ?? 'smart') : settings.mode);
  try {
    return await begin(mode);
  } catch (error) {
    if (isAtCapacity(profile, settings.capacity) && mayBeLimit(error)) {
      throw withCode(error, 'capacity_reached');
    }
    const isKnownRecent =
      isRecent || (isPasskeyError(error) && isRecentlyAuthenticated(error, context.now()));
    if (settings.mode !== 'auto' || !mayBeWrongFamily(error, isKnownRecent)) throw error;
    return begin(mode === 'smart' ? 'classic' : 'smart').catch((second: unknown) => {
      throw bothRefused(error, second);
    });
  }
}

/** The first refusal names the reason better, unless the second call failed for another one, e.g. an abort. */
function bothRefused(first: PasskeyError, second: unknown): unknown {
  if (!isPasskeyError(second) || second.status === undefined) return second;
  if (first.code !== 'mode_mismatch' || second.code !== 'mode_mismatch') return first;
  return mechanismDisabled(second);
}

function activeMode(mode: DetectedMode): Mode {
  if (mode !== 'unavailable') return mode;
  throw mechanismDisabled();
}

function mechanismDisabled(cause?: PasskeyError): PasskeyError {
  return new PasskeyError(
    'mechanism_disabled',
    'Passkeys are not among the authentication mechanisms of this user.',
    cause && { cause },
  );
}

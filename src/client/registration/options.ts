import { isPasskeyError, PasskeyError } from '../../errors.ts';
import type { SelfProfile } from '../../api/contract.ts';
import type { SelfService } from '../../api/self-service.ts';
import { CeremonyToken } from '../management/access-token.ts';
import { readClaims } from '../../api/json.ts';
import type { ClientContext } from '../context.ts';
import { modeFromProfile } from '../management/passkey-list.ts';
import { toFamily } from '../mode.ts';
import { OptionsPrefetch } from '../options-prefetch.ts';
import type { Mode } from '../types.ts';
import {
  isAtCapacity,
  isRecentlyAuthenticated,
  mayBeLimit,
  mayBeWrongFamily,
  withCode,
} from '../management/refusal.ts';
import { createSelfService } from '../management/access-token.ts';
import type { FollowUp } from './register.ts';
import type { BegunRegistration } from './register.ts';

export interface RegistrationOptions extends BegunRegistration {
  /** As it was before the registration. */
  readonly profile: SelfProfile;
  /** The API and the token of this ceremony. */
  readonly service: SelfService;
  readonly token: CeremonyToken;
  /** The token that the options were fetched with. */
  readonly fetchedWith: string;
  /** `session.count` at that time. */
  readonly session: number;
}

export interface RegistrationRequest {
  readonly session: number;
  readonly afterStepUp: boolean;
}

export type RegistrationPrefetch = OptionsPrefetch<RegistrationRequest, RegistrationOptions>;

/** The begins of registrations by the signed-in person. Options of an earlier sign-in or step-up are not used. */
export function createRegistrationPrefetch(context: ClientContext, followUp: FollowUp): RegistrationPrefetch {
  return new OptionsPrefetch(context.clock, {
    fetch: async ({ afterStepUp }) => {
      // A name that is still on its way counts as taken.
      await followUp.settled();
      return beginRegistration(context, { afterStepUp });
    },
    matches: ({ session }, request) => session === request.session,
  });
}

export interface BeginRegistrationOptions {
  /** `conditional`: silent creation. */
  readonly mediation?: 'conditional';
  readonly signal?: AbortSignal;
  /** The user has just authenticated again: a refusal is not due to an old authentication. */
  readonly afterStepUp?: boolean;
}

/**
 * Begins in the mode of the profile. If that is refused as the wrong family, begins once in the other mode.
 *
 * @throws PasskeyError `mechanism_disabled` where passkeys are not available, `capacity_reached` and others
 */
export async function beginRegistration(
  context: ClientContext,
  { afterStepUp = false, ...options }: BeginRegistrationOptions = {},
): Promise<RegistrationOptions> {
  const session = context.session.count;
  const token = new CeremonyToken(context);
  const service = createSelfService(context, token);
  const profile = await service.me(options);
  const begun = await beginInMode(context, { profile, afterStepUp }, async (mode) => {
    const { publicKey } = await service.createBegin(toFamily(mode), options);
    return { publicKey, mode };
  });
  return { ...begun, profile, service, token, fetchedWith: await token.accessToken(), session };
}

async function beginInMode(
  context: ClientContext,
  { profile, afterStepUp }: { readonly profile: SelfProfile; readonly afterStepUp: boolean },
  begin: (mode: Mode) => Promise<BegunRegistration>,
): Promise<BegunRegistration> {
  const { settings } = context;
  const mode = settings.mode === 'auto' ? (modeFromProfile(profile) ?? 'smart') : settings.mode;
  if (mode === 'unavailable') throw mechanismDisabled();
  try {
    return await begin(mode);
  } catch (error) {
    if (isAtCapacity(profile, settings.capacity) && mayBeLimit(error)) {
      throw withCode(error, 'capacity_reached');
    }
    const isRecent = afterStepUp || (isPasskeyError(error) && isRecentlyAuthenticated(context, error));
    if (settings.mode !== 'auto' || !mayBeWrongFamily(error, isRecent)) throw error;
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

function mechanismDisabled(cause?: PasskeyError): PasskeyError {
  return new PasskeyError(
    'mechanism_disabled',
    'Passkeys are not among the authentication mechanisms of this user.',
    cause && { cause },
  );
}

/**
 * Compares the person of prefetched options with the person of the page's present token, while the prompt is open.
 *
 * @throws PasskeyError `different_subject`
 */
export async function ensureSamePerson(begun: RegistrationOptions): Promise<void> {
  const now = await begun.token.accessToken();
  if (now === begun.fetchedWith) return;
  const [before, after] = [readClaims(begun.fetchedWith).subject, readClaims(now).subject];
  if (before !== undefined && after !== undefined) requireSame(before, after);
  else requireSame(begun.profile.id, (await begun.service.me()).id);
}

/** Where the profile has no `id`, the server decides: it accepts the answer to a challenge of this person only. */
function requireSame(before: string | undefined, after: string | undefined): void {
  if (before === undefined || after === undefined || before === after) return;
  throw new PasskeyError('different_subject', 'Another person has signed in since the options were fetched.');
}

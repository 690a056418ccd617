import { PasskeyError } from '../../errors.ts';
import type { SelfProfile } from '../../api/contract.ts';
import type { SelfService } from '../../api/self-service.ts';
import { CeremonyToken, readSubject } from '../access-token.ts';
import type { ClientContext } from '../context.ts';
import { modeFromProfile, toFamily } from '../mode.ts';
import { OptionsPrefetch } from '../options-prefetch.ts';
import type { DetectedMode, Mode } from '../types.ts';
import { createSelfService } from '../management/self-service.ts';
import type { FollowUp } from './follow-up.ts';
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
}

export type RegistrationPrefetch = OptionsPrefetch<RegistrationRequest, RegistrationOptions>;

/** The begins of registrations by the signed-in person. Options of an earlier sign-in or step-up are not used. */
export function createRegistrationPrefetch(
  context: ClientContext,
  followUp: FollowUp<SelfProfile>,
): RegistrationPrefetch {
  return new OptionsPrefetch(context.clock, {
    fetch: async () => {
      // A name that is still on its way counts as taken.
      await followUp.result();
      return beginRegistration(context);
    },
    matches: ({ session }, request) => session === request.session,
  });
}

/**
 * @param mediation `conditional`: silent creation
 * @throws PasskeyError `mechanism_disabled` where passkeys are not available
 */
export async function beginRegistration(
  context: ClientContext,
  options: { readonly mediation?: 'conditional'; readonly signal?: AbortSignal } = {},
): Promise<RegistrationOptions> {
  const { settings, session } = context;
  const { count } = session;
  const token = new CeremonyToken(context);
  const service = createSelfService(context, token);
  const profile = await service.me(options);
  const mode = requireMode(settings.mode === 'auto' ? modeFromProfile(profile) : settings.mode);
  const { publicKey } = await service.createBegin(toFamily(mode), options);
  return { publicKey, mode, profile, service, token, fetchedWith: await token.accessToken(), session: count };
}

function requireMode(mode: DetectedMode): Mode {
  if (mode !== 'unavailable') return mode;
  throw new PasskeyError(
    'mechanism_disabled',
    'Passkeys are not among the authentication mechanisms of this user.',
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
  const [before, after] = [readSubject(begun.fetchedWith), readSubject(now)];
  if (before !== undefined && after !== undefined) requireSame(before, after);
  else requireSame(begun.profile.id, (await begun.service.me()).id);
}

/** Where the profile has no `id`, the server decides: it accepts the answer to a challenge of this person only. */
function requireSame(before: string | undefined, after: string | undefined): void {
  if (before === undefined || after === undefined || before === after) return;
  throw new PasskeyError('different_subject', 'Another person has signed in since the options were fetched.');
}

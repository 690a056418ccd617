import { isPasskeyError, PasskeyError } from '../../errors.ts';
import type { SelfProfile, TokenReply } from '../../api/contract.ts';
import type { MeOptions } from '../../api/self-service.ts';
import { refusedToken } from '../../api/error-response.ts';
import type { AccessToken, CallOptions } from '../types.ts';
import { currentSubject, readSubject } from '../token-subject.ts';

export interface PersonParts {
  readonly accessToken?: AccessToken | undefined;
  /** Not refused for an old authentication. */
  readonly me: (options: MeOptions) => Promise<SelfProfile>;
}

/**
 * The person whose call was refused, found from the token of that call: by its `sub`, or where it is opaque by the
 * `id` of its profile. Whoever signed in before or since does not count.
 */
export interface RefusedPerson {
  readonly subject?: string | undefined;
  readonly profile?: SelfProfile | undefined;
  /** Why there is no profile. */
  readonly failure?: unknown;
}

export async function findRefusedPerson(
  { accessToken, me }: PersonParts,
  refusal: PasskeyError,
  { signal }: CallOptions,
): Promise<RefusedPerson> {
  const token = refusedToken(refusal);
  const subject = token === undefined ? await currentSubject(accessToken) : readSubject(token);
  return me({ signal, accessToken: token }).then(
    (profile) => ({ subject, profile }),
    (failure: unknown) => ({ subject, failure }),
  );
}

/** @throws PasskeyError `different_subject` where nothing tells who the person is: then nobody is asked */
export function requireKnown({ subject, profile, failure }: RefusedPerson): void {
  if (subject === undefined && !profile?.id) throw unproved(failure);
}

/** @throws PasskeyError `different_subject` unless the page's present token is provably of the same person */
export async function ensurePresent(
  { accessToken, me }: PersonParts,
  person: RefusedPerson,
  { signal }: CallOptions,
): Promise<void> {
  if (person.subject === undefined) await ensureProfile(person, me({ signal }));
  else ensureSame(person.subject, await currentSubject(accessToken));
}

/** @throws PasskeyError `different_subject` unless these tokens are provably of the same person */
export async function ensureTokens(
  { me }: PersonParts,
  person: RefusedPerson,
  tokens: TokenReply,
  { signal }: CallOptions,
): Promise<void> {
  const { access_token: accessToken, id_token: idToken } = tokens;
  if (person.subject === undefined) await ensureProfile(person, me({ signal, accessToken }));
  else ensureSame(person.subject, readSubject(accessToken) ?? readSubject(idToken));
}

async function ensureProfile(person: RefusedPerson, reading: Promise<SelfProfile>): Promise<void> {
  const { id } = await reading.catch((cause: unknown) => {
    throw unproved(cause);
  });
  if (!person.profile?.id || !id) throw unproved();
  ensureSame(person.profile.id, id);
}

function ensureSame(expected: string, found: string | undefined): void {
  if (found === expected) return;
  throw new PasskeyError('different_subject', 'The new authentication is not provably of the same person.');
}

function unproved(cause?: unknown): PasskeyError {
  if (isPasskeyError(cause) && cause.code === 'aborted') return cause;
  return new PasskeyError(
    'different_subject',
    'It cannot be proved that the same person authenticates again: the access token is opaque, and `me` ' +
      `${cause === undefined ? 'tells no id' : 'cannot be read'}.`,
    cause === undefined ? {} : { cause },
  );
}

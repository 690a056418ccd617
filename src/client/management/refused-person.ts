import { refusedToken } from '../../api/bearer-token.ts';
import { readClaims } from '../../api/json.ts';
import type { SelfProfile, TokenReply } from '../../api/contract.ts';
import { isPasskeyError, PasskeyError } from '../../errors.ts';
import type { ClientContext } from '../context.ts';
import type { CallOptions } from '../types.ts';
import { createSelfService, currentSubject } from './access-token.ts';

/**
 * The person whose call was refused, by the `sub` of that call's token, or where it is opaque by the `id` of its
 * profile. Sign-ins before or since do not count.
 */
export interface RefusedPerson {
  readonly subject?: string | undefined;
  readonly profile?: SelfProfile | undefined;
  /** Why there is no profile. */
  readonly failure?: unknown;
}

export async function findRefusedPerson(
  context: ClientContext,
  refusal: PasskeyError,
  { signal }: CallOptions,
): Promise<RefusedPerson> {
  const accessToken = refusedToken(refusal);
  const subject = accessToken === undefined ? await currentSubject(context) : readClaims(accessToken).subject;
  return createSelfService(context)
    .me({ signal, accessToken })
    .then(
      (profile) => ({ subject, profile }),
      (failure: unknown) => ({ subject, failure }),
    );
}

/** @throws PasskeyError `different_subject` if the person cannot be identified: then no authentication is asked for */
export function requireKnown({ subject, profile, failure }: RefusedPerson): void {
  if (subject === undefined && !profile?.id) throw unproved(failure);
}

/** @throws PasskeyError `different_subject` unless the page's present token is provably of the same person */
export async function ensurePresent(
  context: ClientContext,
  person: RefusedPerson,
  { signal }: CallOptions,
): Promise<void> {
  if (person.subject === undefined) await ensureProfile(person, createSelfService(context).me({ signal }));
  else ensureSame(person.subject, await currentSubject(context));
}

/** @throws PasskeyError `different_subject` unless these tokens are provably of the same person */
export async function ensureTokens(
  context: ClientContext,
  person: RefusedPerson,
  tokens: TokenReply,
  { signal }: CallOptions,
): Promise<void> {
  const { access_token: accessToken, id_token: idToken } = tokens;
  if (person.subject === undefined)
    await ensureProfile(person, createSelfService(context).me({ signal, accessToken }));
  else ensureSame(person.subject, readClaims(accessToken).subject ?? readClaims(idToken).subject);
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

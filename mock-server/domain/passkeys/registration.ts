import type { CredentialCreation, CredentialRecord } from '../../../src/api/contract.ts';
import { getOwn, listPasskeys, primaryIdentifier } from '../../store/lookup.ts';
import type { Ceremony, Passkey, PasskeyMechanism, Pool, User } from '../../store/state.ts';
import {
  NotVerified,
  type ParsedRegistration,
  parseRegistration,
  verifyRegistration,
} from '../../webauthn/index.ts';
import { issueChallenge, consumeChallenge } from './challenges.ts';
import { touch, requireMatch } from '../accounts/etag.ts';
import { type Attestation, credentialRecord } from './credential-record.ts';
import { creationOptions, offeredAlgorithms } from './creation-options.ts';
import { defaultName } from './names.ts';
import { newId, type RequestContext } from '../context.ts';
import { challengeExpired, notVerified, apiError } from '../error.ts';

/** Who gets a passkey, of which family, and through which workspace (none: the system API). */
export interface RegistrationTarget {
  readonly user: User;
  readonly pool: Pool;
  readonly family: PasskeyMechanism;
  readonly workspaceId?: string;
}

/** Options for the browser. Credentials of the other family are not excluded: people set up again after a switch. */
export function beginRegistration(
  context: RequestContext,
  { user, pool, family, ...where }: RegistrationTarget,
  silent: boolean,
): CredentialCreation {
  requireRoom(context, user, pool);
  const ceremony = issueChallenge(context, pool, {
    purpose: 'enrol',
    family,
    userId: user.id,
    ...where,
    ...(silent ? { silent } : {}),
  });
  const exclude = listPasskeys(context.state, user).filter((passkey) => passkey.family === family);
  const account = { name: primaryIdentifier(user) ?? user.name, displayName: user.name, handle: user.handle };
  return creationOptions(context, ceremony, account, exclude);
}

/** Verifies and stores a new passkey. Its attestation is returned this once, and not stored. */
export async function completeRegistration(
  context: RequestContext,
  { user, pool, family, workspaceId }: RegistrationTarget,
  body: unknown,
  ifMatch: string | undefined,
): Promise<CredentialRecord> {
  requireMatch(user, ifMatch);
  const about = { purpose: 'enrol', family, poolId: pool.id, userId: user.id, workspaceId } as const;
  const { made, attestation } = await verifyNew(context, about, body);
  const current = getOwn(context.state.users, user.id);
  if (current?.status !== 'active') throw apiError('not_found', 'There is no such user in this pool.');
  requireMatch(current, ifMatch);
  return credentialRecord(addPasskey(context, current, pool, family, made), attestation);
}

interface New {
  readonly ceremony: Ceremony;
  readonly made: NewPasskey;
  readonly attestation: Attestation;
}

/** Takes the ceremony that the body answers and verifies it. */
export async function verifyNew(
  context: RequestContext,
  about: Parameters<typeof consumeChallenge>[2],
  body: unknown,
): Promise<New> {
  const parsed = parseRegistration(body);
  const ceremony = consumeChallenge(context, parsed.challenge, about);
  if (!ceremony) throw challengeExpired('enrolment');
  const verified = await verify(context, ceremony, parsed);
  const { clientDataJSON, attestationObject, authenticatorData, ...rest } = verified;
  const made = { ...rest, rpId: ceremony.relyingParty.id };
  return { ceremony, made, attestation: { clientDataJSON, attestationObject, authenticatorData } };
}

function verify(context: RequestContext, ceremony: Ceremony, parsed: ParsedRegistration) {
  return verifyRegistration(parsed, {
    challenge: ceremony.challenge,
    origins: ceremony.relyingParty.origins,
    rpId: ceremony.relyingParty.id,
    requireUserVerification: context.rules.userVerification === 'required',
    allowUserAbsent: ceremony.silent === true,
    algorithms: offeredAlgorithms,
    now: new Date(context.now()),
  }).catch((error: unknown) => {
    throw error instanceof NotVerified ? notVerified('enrolment', error) : error;
  });
}

/** Refuses when the user has as many passkeys as the pool allows. */
function requireRoom(context: RequestContext, user: User, pool: Pool): void {
  if (listPasskeys(context.state, user).length >= pool.webauthnCredentials) {
    throw apiError(
      'capacity_reached',
      `The user has ${pool.webauthnCredentials} passkeys, which is the limit.`,
    );
  }
}

export type NewPasskey = Omit<
  Passkey,
  'id' | 'userId' | 'poolId' | 'family' | 'name' | 'cloneWarning' | 'createdAt' | 'updatedAt' | 'lastUsedAt'
>;

/** Keeps a passkey. Checked here once more, and without a pause: two calls at once must not both pass. */
export function addPasskey(
  context: RequestContext,
  user: User,
  pool: Pool,
  family: PasskeyMechanism,
  made: NewPasskey,
): Passkey {
  requireRoom(context, user, pool);
  if (getOwn(context.state.passkeys, made.credentialId)) {
    throw apiError('credential_exists', 'This passkey is registered already.');
  }
  const now = context.now();
  const passkey: Passkey = {
    id: newId(context),
    userId: user.id,
    poolId: pool.id,
    family,
    name: defaultName(listPasskeys(context.state, user)),
    cloneWarning: false,
    createdAt: now,
    updatedAt: now,
    // At the end: V8 gives every object that begins with a spread a shape of its own, half a kilobyte each.
    ...made,
  };
  context.state.passkeys[passkey.credentialId] = passkey;
  user.passkeys = [...user.passkeys, passkey.credentialId];
  touch(context, user);
  return passkey;
}

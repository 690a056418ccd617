import type { CredentialCreation, CredentialRecord } from '../../../src/api/contract.ts';
import { own, passkeysOf } from '../../store/lookup.ts';
import type { Ceremony, Passkey, PasskeyMechanism, Pool, User } from '../../store/state.ts';
import {
  NotVerified,
  type ParsedRegistration,
  parseRegistration,
  verifyRegistration,
} from '../../webauthn/index.ts';
import { beginCeremony, takeCeremony } from './challenges.ts';
import { markChanged, requireMatch } from '../accounts/etag.ts';
import { type Attestation, credentialRecord } from './credential-record.ts';
import { creationOptions, offeredAlgorithms } from './creation-options.ts';
import { defaultName } from './names.ts';
import { newId, type Realm } from '../context.ts';
import { challengeExpired, notVerified, refusal } from '../error.ts';
import { relyingPartyOf } from './relying-party.ts';

/** Who gets a passkey, of which family, and through which workspace (none: the system API). */
export interface Enrolment {
  readonly user: User;
  readonly pool: Pool;
  readonly family: PasskeyMechanism;
  readonly workspaceId?: string;
}

/** Options for the browser. Credentials of the other family are not excluded: people set up again after a switch. */
export function beginEnrolment(
  realm: Realm,
  { user, pool, family, ...where }: Enrolment,
  silent: boolean,
): CredentialCreation {
  requireRoom(realm, user, pool);
  const ceremony = beginCeremony(realm, {
    purpose: 'enrol',
    family,
    poolId: pool.id,
    userId: user.id,
    ...where,
    ...(silent ? { silent } : {}),
  });
  const exclude = passkeysOf(realm.state, user).filter((passkey) => passkey.family === family);
  const account = { name: user.identifiers[0] ?? user.name, displayName: user.name, handle: user.handle };
  return creationOptions(realm, pool, ceremony, account, exclude);
}

/** Verifies what the authenticator made and keeps it, but for its attestation, which is told this once. */
export async function completeEnrolment(
  realm: Realm,
  { user, pool, family, workspaceId }: Enrolment,
  body: unknown,
  ifMatch: string | undefined,
): Promise<CredentialRecord> {
  requireMatch(user, ifMatch);
  const about = { purpose: 'enrol', family, poolId: pool.id, userId: user.id, workspaceId } as const;
  const { made, attestation } = await verifyNew(realm, pool, about, body);
  const current = own(realm.state.users, user.id);
  if (current?.status !== 'active') throw refusal('not_found', 'There is no such user in this pool.');
  requireMatch(current, ifMatch);
  return credentialRecord(addPasskey(realm, current, pool, family, made), attestation);
}

interface New {
  readonly ceremony: Ceremony;
  readonly made: NewPasskey;
  readonly attestation: Attestation;
}

/** Takes the ceremony that the body answers and verifies it. */
export async function verifyNew(
  realm: Realm,
  pool: Pool,
  about: Parameters<typeof takeCeremony>[2],
  body: unknown,
): Promise<New> {
  const parsed = parseRegistration(body);
  const ceremony = takeCeremony(realm, parsed.challenge, about);
  if (!ceremony) throw challengeExpired('enrolment');
  const verified = await verify(realm, pool, ceremony, parsed);
  const { clientDataJSON, attestationObject, authenticatorData, ...made } = verified;
  return { ceremony, made, attestation: { clientDataJSON, attestationObject, authenticatorData } };
}

function verify(realm: Realm, pool: Pool, ceremony: Ceremony, parsed: ParsedRegistration) {
  const relyingParty = relyingPartyOf(realm, pool);
  return verifyRegistration(parsed, {
    challenge: ceremony.challenge,
    origins: relyingParty.origins,
    rpId: relyingParty.id,
    requireUserVerification: realm.rules.userVerification === 'required',
    allowUserAbsent: ceremony.silent === true,
    algorithms: offeredAlgorithms,
    now: new Date(realm.now()),
  }).catch((error: unknown) => {
    throw error instanceof NotVerified ? notVerified('enrolment', error) : error;
  });
}

/** Refuses when the user has as many passkeys as the pool allows. */
function requireRoom(realm: Realm, user: User, pool: Pool): void {
  if (passkeysOf(realm.state, user).length >= pool.webauthnCredentials) {
    throw refusal(
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
  realm: Realm,
  user: User,
  pool: Pool,
  family: PasskeyMechanism,
  made: NewPasskey,
): Passkey {
  requireRoom(realm, user, pool);
  if (own(realm.state.passkeys, made.credentialId)) {
    throw refusal('credential_exists', 'This passkey is registered already.');
  }
  const now = realm.now();
  const passkey: Passkey = {
    id: newId(realm),
    userId: user.id,
    poolId: pool.id,
    family,
    name: defaultName(passkeysOf(realm.state, user)),
    cloneWarning: false,
    createdAt: now,
    updatedAt: now,
    // At the end: V8 gives every object that begins with a spread a shape of its own, half a kilobyte each.
    ...made,
  };
  realm.state.passkeys[passkey.credentialId] = passkey;
  user.passkeys = [...user.passkeys, passkey.credentialId];
  markChanged(realm, user);
  return passkey;
}

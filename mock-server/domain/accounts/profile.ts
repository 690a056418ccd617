import type {
  SelfCredential,
  SelfProfile,
  SystemCredential,
  UserDetails,
} from '../../../src/api/contract.ts';
import { identifierType, listPasskeys } from '../../store/lookup.ts';
import type { Passkey, User, Workspace } from '../../store/state.ts';
import { effective } from './mechanisms.ts';
import { findPool } from './entities.ts';
import type { RequestContext } from '../context.ts';

/** Reply of `me`: a person's own profile in a workspace. */
export function selfProfile(context: RequestContext, user: User, workspace: Workspace): SelfProfile {
  const pool = findPool(context, user);
  const [preferred] = effective([pool.preferred], workspace);
  return {
    id: user.id,
    name: user.name,
    credentials: listOrNull(selfCredentials(context, user)),
    identifiers: listOrNull(
      user.identifiers.map((identifier) => ({
        identifier,
        type: identifierType(user, identifier),
        created_at: time(user.createdAt),
      })),
    ),
    verifiable_addresses: listOrNull(addresses(user)),
    payload: { name: user.name },
    metadata: null,
    authentication_mechanisms: listOrNull(effective(pool.firstFactors, workspace)),
    allowed_authentication_mechanisms: listOrNull(workspace.authenticationMechanisms),
    second_factor_authentication_mechanisms: listOrNull(effective(pool.secondFactors, workspace)),
    ...(preferred ? { preferred_authentication_mechanism: preferred } : {}),
    limits: { webauthn_credentials: pool.webauthnCredentials },
  };
}

/** Reply of Get User Details, for a backend. */
export function userDetails(context: RequestContext, user: User): UserDetails {
  const owner = { tenant_id: context.state.tenant.id, user_pool_id: user.poolId };
  const ownerAndUser = { ...owner, user_id: user.id };
  return {
    id: user.id,
    ...owner,
    status: user.status,
    identifiers: listOrNull(
      user.identifiers.map((identifier) => ({
        ...ownerAndUser,
        identifier,
        identifier_lc: identifier.toLowerCase(),
        type: identifierType(user, identifier),
        created_at: time(user.createdAt),
        updated_at: time(user.createdAt),
      })),
    ),
    verifiable_addresses: listOrNull(
      addresses(user).map((entry) => ({
        ...ownerAndUser,
        ...entry,
        address_lc: entry.address.toLowerCase(),
      })),
    ),
    payload: { name: user.name },
    metadata: null,
    credentials: listOrNull(systemCredentials(context, user)),
    created_at: time(user.createdAt),
    updated_at: time(user.updatedAt),
  };
}

function selfCredentials(context: RequestContext, user: User): (SelfCredential & { id: string })[] {
  const { password } = user;
  const passkeys = listPasskeys(context.state, user).map((passkey) => passkeyEntry(passkey, user));
  if (!password) return passkeys;
  const entry = {
    id: password.id,
    type: 'password',
    state: 'valid',
    created_at: time(user.createdAt),
    updated_at: time(password.updatedAt),
  };
  return [entry, ...passkeys];
}

function passkeyEntry(passkey: Passkey, user: User) {
  return {
    id: passkey.id,
    name: passkey.name,
    type: 'webauthn',
    state: 'valid',
    updated_at: time(passkey.updatedAt),
    discoverable_id: passkey.family === 'usernameless_webauthn' ? user.handle : '',
    created_at: time(passkey.createdAt),
    ...(passkey.lastUsedAt === undefined ? {} : { last_used_at: time(passkey.lastUsedAt) }),
    credential_id: passkey.credentialId,
    aaguid: passkey.aaguid,
    transports: passkey.transports,
    backup_eligible: passkey.flags.backupEligible,
    backup_state: passkey.flags.backupState,
  };
}

/** The same with the tenant, pool and user; secrets are blurred, as the vendor does. */
function systemCredentials(context: RequestContext, user: User): SystemCredential[] {
  return selfCredentials(context, user).map((entry) => ({
    ...entry,
    tenant_id: context.state.tenant.id,
    user_pool_id: user.poolId,
    user_id: user.id,
    payload: entry.type === 'password' ? { password: '*****' } : { name: entry.name },
  }));
}

function addresses(user: User) {
  return user.addresses.map(({ address, verified }) => ({
    address,
    type: 'email',
    status: 'active',
    verified,
    created_at: time(user.createdAt),
    updated_at: time(user.createdAt),
  }));
}

/** Go writes an empty list as null. */
function listOrNull<T>(list: readonly T[]): readonly T[] | null {
  return list.length > 0 ? list : null;
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

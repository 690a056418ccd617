import type { PoolSettings, WorkspaceSettings } from '../../../src/api/contract.ts';
import type { Mechanism, Pool, Workspace } from '../../store/state.ts';
import { checkOrigins, checkRelyingPartyId } from './domain-names.ts';
import { isPasskey } from '../accounts/mechanisms.ts';
import type { RequestContext } from '../context.ts';
import { resolveRelyingParty } from '../passkeys/relying-party.ts';
import { badSetting, integerSetting, type Settings, parseSettings } from './setting.ts';

const mechanisms: readonly string[] = ['password', 'webauthn', 'usernameless_webauthn', 'otp', 'totp'];

export function workspaceSettings(
  context: RequestContext,
  { id, name, authenticationMechanisms }: Workspace,
): WorkspaceSettings {
  return {
    id,
    tenant_id: context.state.tenant.id,
    name,
    authentication_mechanisms: authenticationMechanisms,
  };
}

/** Smart or Classic, never both: the rule of the workspace. @throws 422 naming the field */
export function changeWorkspace(workspace: Workspace, change: Settings): void {
  workspace.authenticationMechanisms = mechanismList(change, 'authentication_mechanisms', undefined);
}

export function poolSettings(context: RequestContext, pool: Pool): PoolSettings {
  return {
    id: pool.id,
    tenant_id: context.state.tenant.id,
    name: pool.name,
    authentication_mechanisms: pool.firstFactors,
    second_factor_authentication_mechanisms: pool.secondFactors,
    preferred_authentication_mechanism: pool.preferred,
    webauthn_settings: { rp_id: pool.rpId, rp_origins: pool.rpOrigins },
    limits: { max_credentials: pool.maxCredentials, webauthn_credentials: pool.webauthnCredentials },
    otp_settings: { enroll_webauthn: { ...pool.enrollCode } },
  };
}

/** What the change leaves out stays as it is; nothing changes when one value is bad. @throws 422 naming the field */
export function changePool(context: RequestContext, pool: Pool, change: Settings): void {
  const firstFactors = mechanismList(change, 'authentication_mechanisms', pool.firstFactors);
  const draft: Pool = {
    ...pool,
    firstFactors,
    secondFactors: mechanismList(change, 'second_factor_authentication_mechanisms', pool.secondFactors),
    preferred: preferred(change, firstFactors, pool.preferred),
    ...relyingParty(context, pool, parseSettings(change, 'webauthn_settings')),
    ...limits(pool, parseSettings(change, 'limits')),
    enrollCode: enrollCode(pool, parseSettings(parseSettings(change, 'otp_settings'), 'enroll_webauthn')),
  };
  Object.assign(pool, draft);
}

function mechanismList(change: Settings, field: string, current: Mechanism[] | undefined): Mechanism[] {
  const wanted = change[field] ?? current;
  if (!Array.isArray(wanted) || !wanted.every((item) => mechanisms.includes(item as string))) {
    throw badSetting(field, `must be a list of ${mechanisms.join(', ')}.`);
  }
  if (new Set(wanted).size < wanted.length) throw badSetting(field, 'must name nothing twice.');
  const list = wanted as Mechanism[];
  if (list.filter(isPasskey).length > 1) {
    throw badSetting(field, 'must not hold both webauthn and usernameless_webauthn: one may be active.');
  }
  return list;
}

/** In a pool's lists either passkey value stands for "passkey". */
function preferred(change: Settings, firstFactors: readonly Mechanism[], current: Mechanism): Mechanism {
  const field = 'preferred_authentication_mechanism';
  const wanted = (change[field] ?? current) as Mechanism;
  const isListed = isPasskey(wanted) ? firstFactors.some(isPasskey) : firstFactors.includes(wanted);
  if (isListed) return wanted;
  // A preference that was not asked for anew ends with the mechanism that it was for.
  if (change[field] === undefined && firstFactors[0] !== undefined) return firstFactors[0];
  throw badSetting(field, 'must be one of the first factors.');
}

function relyingParty(context: RequestContext, pool: Pool, { rp_id: id, rp_origins: origins }: Settings) {
  const rpId = checkRelyingPartyId(id ?? pool.rpId, 'webauthn_settings.rp_id');
  const effective = resolveRelyingParty(context, { ...pool, rpId });
  return {
    rpId,
    rpOrigins: checkOrigins(origins ?? pool.rpOrigins, effective.id, 'webauthn_settings.rp_origins'),
  };
}

function limits(pool: Pool, { max_credentials: most, webauthn_credentials: passkeys }: Settings) {
  const maxCredentials = integerSetting('limits.max_credentials', most ?? pool.maxCredentials, 1, 1000);
  const highest = Math.min(100, maxCredentials);
  const field = 'limits.webauthn_credentials';
  return {
    maxCredentials,
    webauthnCredentials: integerSetting(field, passkeys ?? pool.webauthnCredentials, 1, highest),
  };
}

function enrollCode({ enrollCode: current }: Pool, { length, ttl }: Settings): Pool['enrollCode'] {
  return {
    length: integerSetting('otp_settings.enroll_webauthn.length', length ?? current.length, 4, 12),
    ttl: integerSetting('otp_settings.enroll_webauthn.ttl', ttl ?? current.ttl, 30, 86_400),
  };
}

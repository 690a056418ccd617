import type { PoolSettings, WorkspaceSettings } from '../../../src/api/contract.ts';
import type { CodeRules, Mechanism, Pool, Workspace } from '../../store/state.ts';
import { checkOrigins, checkRelyingPartyId } from './domain-names.ts';
import { toDuration } from './duration.ts';
import { isPasskey } from '../accounts/mechanisms.ts';
import type { RequestContext } from '../context.ts';
import { badSetting } from '../error.ts';
import { resolveRelyingParty } from '../passkeys/relying-party.ts';

/** Codes that a pool has rules for; only those of `enroll_webauthn` are sent here. */
export const codeNames = [
  'activation',
  'authentication',
  'challenge',
  'enroll_webauthn',
  'reset_password',
  'reset_totp',
  'verify_address',
] as const;

/** A body of pool settings, parsed. Members that are absent do not change. */
export interface PoolChange {
  readonly name?: string | undefined;
  readonly firstFactors?: Mechanism[] | undefined;
  readonly secondFactors?: Mechanism[] | undefined;
  readonly preferred?: Mechanism | undefined;
  readonly rpId?: string | undefined;
  readonly rpOrigins?: string[] | undefined;
  readonly maxCredentials?: number | undefined;
  readonly webauthnCredentials?: number | undefined;
  readonly codes: Readonly<Record<string, Partial<CodeRules> | undefined>>;
  readonly further: Record<string, unknown>;
}

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
export function changeWorkspace(workspace: Workspace, mechanisms: Mechanism[]): void {
  workspace.authenticationMechanisms = checkMechanisms(mechanisms, 'authentication_mechanisms');
}

export function poolSettings(context: RequestContext, pool: Pool): PoolSettings {
  const codes = codeNames.map((name) => [name, toCodeSettings(codeRules(pool, name))]);
  return {
    mfa_session_ttl: '10m0s',
    ...pool.further,
    id: pool.id,
    tenant_id: context.state.tenant.id,
    name: pool.name,
    authentication_mechanisms: pool.firstFactors,
    second_factor_authentication_mechanisms: pool.secondFactors,
    preferred_authentication_mechanism: pool.preferred,
    webauthn_settings: { rp_id: pool.rpId, rp_origins: pool.rpOrigins },
    limits: { max_credentials: pool.maxCredentials, webauthn_credentials: pool.webauthnCredentials },
    otp_settings: Object.fromEntries(codes) as PoolSettings['otp_settings'],
  };
}

/** Nothing changes when one value is bad. @throws 422 naming the field */
export function changePool(context: RequestContext, pool: Pool, change: PoolChange): void {
  const first = change.firstFactors ?? pool.firstFactors;
  const second = change.secondFactors ?? pool.secondFactors;
  const firstFactors = checkMechanisms(first, 'authentication_mechanisms');
  const draft: Pool = {
    ...pool,
    name: change.name ?? pool.name,
    firstFactors,
    secondFactors: checkMechanisms(second, 'second_factor_authentication_mechanisms'),
    preferred: checkPreferred(change.preferred, firstFactors, pool.preferred),
    ...checkRelyingParty(context, pool, change),
    ...checkLimits(pool, change),
    ...mergeCodes(pool, change),
    further: { ...pool.further, ...change.further },
  };
  Object.assign(pool, draft);
}

function checkMechanisms(list: Mechanism[], field: string): Mechanism[] {
  if (new Set(list).size < list.length) throw badSetting(field, 'must name nothing twice.');
  if (list.filter(isPasskey).length > 1) {
    throw badSetting(field, 'must not hold both webauthn and usernameless_webauthn: one may be active.');
  }
  return list;
}

/** In a pool's lists either passkey value stands for "passkey". */
function checkPreferred(
  wanted: Mechanism | undefined,
  firstFactors: readonly Mechanism[],
  current: Mechanism,
): Mechanism {
  const preferred = wanted ?? current;
  const isListed = isPasskey(preferred) ? firstFactors.some(isPasskey) : firstFactors.includes(preferred);
  if (isListed) return preferred;
  // A preference that the change does not name ends with its mechanism.
  if (wanted === undefined && firstFactors[0] !== undefined) return firstFactors[0];
  throw badSetting('preferred_authentication_mechanism', 'must be one of the first factors.');
}

function checkRelyingParty(context: RequestContext, pool: Pool, change: PoolChange) {
  const rpId = checkRelyingPartyId(change.rpId ?? pool.rpId, 'webauthn_settings.rp_id');
  const effective = resolveRelyingParty(context, { ...pool, rpId });
  const origins = change.rpOrigins ?? pool.rpOrigins;
  return { rpId, rpOrigins: checkOrigins(origins, effective.id, 'webauthn_settings.rp_origins') };
}

function checkLimits(pool: Pool, change: PoolChange) {
  const maxCredentials = change.maxCredentials ?? pool.maxCredentials;
  const webauthnCredentials = change.webauthnCredentials ?? pool.webauthnCredentials;
  if (webauthnCredentials > maxCredentials) {
    throw badSetting('limits.webauthn_credentials', `must be a whole number from 1 to ${maxCredentials}.`);
  }
  return { maxCredentials, webauthnCredentials };
}

function mergeCodes(pool: Pool, { codes }: PoolChange): Pick<Pool, 'enrollCode' | 'otherCodes'> {
  const merged = codeNames.map((name) => [name, { ...codeRules(pool, name), ...codes[name] }] as const);
  const { enroll_webauthn: enrollCode = pool.enrollCode, ...otherCodes } = Object.fromEntries(merged);
  return { enrollCode, otherCodes };
}

function codeRules({ enrollCode, otherCodes }: Pool, name: string): CodeRules {
  if (name === 'enroll_webauthn') return enrollCode;
  return otherCodes?.[name] ?? { length: 6, ttl: 600 };
}

function toCodeSettings({ length, ttl }: CodeRules) {
  return { length, ttl: toDuration(ttl) };
}

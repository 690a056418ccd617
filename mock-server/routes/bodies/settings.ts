import { parseDuration } from '../../domain/admin/duration.ts';
import { codeNames, type PoolChange } from '../../domain/admin/settings.ts';
import type { JsonObject } from '../parse.ts';
import type { CodeRules, Mechanism } from '../../store/state.ts';
import {
  choice,
  integer,
  list,
  Mismatch,
  object,
  optional,
  type Parsed,
  type Schema,
  text,
} from './schema.ts';

export const mechanisms = [
  'password',
  'webauthn',
  'usernameless_webauthn',
  'otp',
  'totp',
  'email_otp',
  'sms_otp',
] as const satisfies readonly Mechanism[];

export const mechanismList: Schema<Mechanism[]> = (value, field) => {
  const isList = Array.isArray(value) && value.every((item) => mechanisms.some((one) => one === item));
  if (!isList) throw new Mismatch(field, `must be a list of ${mechanisms.join(', ')}.`);
  return value as Mechanism[];
};

/** From 30 seconds to one day, as text. */
const duration: Schema<number> = (value, field) => {
  const seconds = typeof value === 'string' ? parseDuration(value) : undefined;
  if (seconds === undefined || seconds < 30 || seconds > 86_400) {
    throw new Mismatch(field, 'must be a duration from "30s" to "24h", such as "10m0s".');
  }
  return Math.round(seconds);
};

const rules = object({ length: optional(integer(4, 12)), ttl: optional(duration) });

export const workspaceBody = object({ authentication_mechanisms: mechanismList });

const relyingParty = object({ rp_id: optional(text()), rp_origins: optional(list(text())) });

const limits = object({
  max_credentials: optional(integer(1, 1000)),
  webauthn_credentials: optional(integer(1, 100)),
});

const codes = object(Object.fromEntries(codeNames.map((name) => [name, optional(rules)])));

export const poolMembers = {
  name: optional(text(1)),
  authentication_mechanisms: optional(mechanismList),
  second_factor_authentication_mechanisms: optional(mechanismList),
  preferred_authentication_mechanism: optional(choice(...mechanisms)),
  webauthn_settings: optional(relyingParty),
  limits: optional(limits),
  otp_settings: optional(codes),
};

const poolObject = object(poolMembers);

/** A body of pool settings. Members that mean nothing to this server are kept as they are. */
export const poolBody: Schema<PoolChange> = (value, field) => {
  const body = poolObject(value, field);
  const entries = Object.entries(body.otp_settings ?? {}).map(([name, code]) => [
    name,
    code && toRules(code),
  ]);
  return {
    name: body.name,
    firstFactors: body.authentication_mechanisms,
    secondFactors: body.second_factor_authentication_mechanisms,
    preferred: body.preferred_authentication_mechanism,
    rpId: body.webauthn_settings?.rp_id,
    rpOrigins: body.webauthn_settings?.rp_origins,
    maxCredentials: body.limits?.max_credentials,
    webauthnCredentials: body.limits?.webauthn_credentials,
    codes: Object.fromEntries(entries) as PoolChange['codes'],
    further: readFurther(value as JsonObject),
  };
};

function toRules({ length, ttl }: Parsed<typeof rules>): Partial<CodeRules> {
  return { ...(length === undefined ? {} : { length }), ...(ttl === undefined ? {} : { ttl }) };
}

function readFurther(body: JsonObject): Record<string, unknown> {
  const known = new Set(['id', 'tenant_id', ...Object.keys(poolMembers)]);
  return Object.fromEntries(Object.entries(body).filter(([name]) => !known.has(name)));
}

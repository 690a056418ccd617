import { PasskeyError } from '../errors.ts';
import { decodeBase64, toBase64url } from '../base64.ts';
import type {
  CredentialAssertion,
  CredentialCreation,
  PublicKeyCredentialCreationOptionsJSON,
  CreateCompleteReply,
  CredentialRecord,
} from './contract.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Parses a JSON text; `undefined` if it is empty.
 *
 * @throws PasskeyError `bad_response` unless it is JSON, and for members that pollute prototypes when objects are merged
 */
export function parseJson(text: string, where: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text, poison.test(text) ? refusePrototypes : undefined) as unknown;
  } catch (cause) {
    if (cause instanceof PrototypeMember) throw bad(`${where} holds a member "${cause.message}".`, cause);
    const html = /^\s*</.test(text);
    throw bad(
      `${where} is ${html ? 'HTML instead of JSON: is the URL that of the API?' : 'not JSON, or cut short.'}`,
      cause,
    );
  }
}

/** @throws PasskeyError `bad_response` naming the field, unless the value is an object */
export function objectAt(value: unknown, field: string): JsonObject {
  if (value === undefined) throw bad(`${field} is missing.`);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad(`${field} is not an object.`);
  return value as JsonObject;
}

/**
 * An empty list for `null` and for an absent member: Go writes `null` for an empty list.
 *
 * @throws PasskeyError `bad_response` naming the field, unless the value is an array, `null` or absent
 */
export function listAt(value: unknown, field: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw bad(`${field} is not an array.`);
  return value as readonly unknown[];
}

/** @throws PasskeyError `bad_response` naming the field, unless the value is a string that is not empty */
export function stringAt(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '') throw bad(`${field} is not a string, or is empty.`);
  return value;
}

/** @throws PasskeyError `bad_response` naming the field, unless the value is a string, `null` or absent */
export function maybeStringAt(value: unknown, field: string): void {
  if (value !== undefined && value !== null && value !== '') stringAt(value, field);
}

/** @throws PasskeyError `bad_response` naming the field, unless the value is a list of strings, `null` or absent */
export function stringsAt(value: unknown, field: string): readonly string[] {
  return listAt(value, field).map((entry, index) => stringAt(entry, `${field}[${index}]`));
}

/** Bytes as base64url. @throws PasskeyError `bad_response` naming the field, unless they are base64 or base64url */
function bytesAt(value: unknown, field: string): string {
  return toBase64url(decodeBase64(stringAt(value, field), field));
}

/** Removes members that Go encodes as unset: `null` and `""`. */
export function withoutUnset(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== ''));
}

class PrototypeMember extends Error {}

/** Most replies match none of these and are parsed without the slower reviver. */
const poison = /__proto__|constructor|\\u/;

function refusePrototypes(key: string, value: unknown): unknown {
  if (key === '__proto__' || key === 'constructor') throw new PrototypeMember(key);
  return value;
}

function bad(message: string, cause?: unknown): PasskeyError {
  return new PasskeyError('bad_response', message, cause === undefined ? {} : { cause });
}

/**
 * Converts the reply of create/begin to the form that browsers accept: bytes as base64url, no `null`, no empty list. The
 * API description declares it as `CredentialAssertion`, so only the members are checked.
 *
 * @throws PasskeyError `bad_response` naming the field
 */
export function parseCreationOptions(reply: unknown): CredentialCreation {
  const options = parsePublicKey(reply, 'excludeCredentials');
  const { authenticatorSelection } = options;
  const rp = objectAt(options['rp'], 'publicKey.rp');
  const user = objectAt(options['user'], 'publicKey.user');
  const publicKey = {
    ...options,
    rp: { ...withoutUnset(rp), name: rp['name'] ?? '' },
    user: {
      ...user,
      id: bytesAt(user['id'], 'publicKey.user.id'),
      name: stringAt(user['name'], 'publicKey.user.name'),
      displayName: user['displayName'] ?? '',
    },
    pubKeyCredParams: listAt(options['pubKeyCredParams'], 'publicKey.pubKeyCredParams'),
    ...(authenticatorSelection !== undefined && {
      authenticatorSelection: withoutUnset(
        objectAt(authenticatorSelection, 'publicKey.authenticatorSelection'),
      ),
    }),
  };
  return { publicKey: publicKey as unknown as PublicKeyCredentialCreationOptionsJSON };
}

/**
 * Converts the reply of a sign-in's begin in the same way.
 *
 * @throws PasskeyError `bad_response` naming the field
 */
export function parseRequestOptions(reply: unknown): CredentialAssertion {
  return { publicKey: parsePublicKey(reply, 'allowCredentials') };
}

/** The members that both kinds of options have. Omits an empty list, which not every browser accepts. */
function parsePublicKey(
  reply: unknown,
  descriptors: 'allowCredentials' | 'excludeCredentials',
): JsonObject & { challenge: string } {
  const options = withoutUnset(objectAt(objectAt(reply, 'The reply').publicKey, 'publicKey'));
  const { timeout, [descriptors]: credentials, ...rest } = options;
  const hasTimeout = timeout !== undefined && timeout !== 0;
  if (hasTimeout && !(Number.isFinite(timeout) && Number(timeout) > 0)) {
    throw bad('publicKey.timeout is not a number of milliseconds.');
  }
  const list = listAt(credentials, `publicKey.${descriptors}`);
  return {
    ...rest,
    challenge: bytesAt(options['challenge'], 'publicKey.challenge'),
    ...(hasTimeout && { timeout: Number(timeout) }),
    ...(list.length > 0 && { [descriptors]: parseDescriptors(list, `publicKey.${descriptors}`) }),
  };
}

function parseDescriptors(list: readonly unknown[], field: string): readonly JsonObject[] {
  return list.map((entry, index) => {
    const at = `${field}[${index}]`;
    const { id, transports, ...rest } = withoutUnset(objectAt(entry, at));
    const known = listAt(transports, `${at}.transports`);
    return {
      type: 'public-key',
      ...rest,
      id: bytesAt(id, `${at}.id`),
      ...(known.length > 0 && { transports: known }),
    };
  });
}

/** Reply of every create/complete. @throws PasskeyError `bad_response` naming the field */
export function parseCreateReply(reply: unknown): CreateCompleteReply {
  const records = listAt(objectAt(reply, 'The reply')['credentials'], 'credentials').map((entry, index) => {
    const record = objectAt(entry, `credentials[${index}]`);
    stringAt(record['id'], `credentials[${index}].id`);
    return record as unknown as CredentialRecord;
  });
  return { credentials: records };
}

/** Claims of a JWT that are present and well-formed: RFC 7519, section 4.1; OpenID Connect Core, section 2 "ID Token". */
export interface TokenClaims {
  readonly subject?: string;
  /** Seconds since the epoch. */
  readonly expiresAt?: number;
  /** Seconds since the epoch. */
  readonly authTime?: number;
}

/** The claims of a JWT, not verified: they distinguish people and prove nothing. An opaque token has none. */
export function readClaims(token: string | undefined): TokenClaims {
  try {
    const payload = decodeBase64(token?.split('.')[1], 'the payload of a token');
    const {
      sub,
      exp,
      auth_time: authTime,
    } = Object(JSON.parse(new TextDecoder().decode(payload))) as JsonObject;
    return {
      ...(typeof sub === 'string' && sub !== '' && { subject: sub }),
      ...(isTime(exp) && { expiresAt: exp }),
      ...(isTime(authTime) && { authTime }),
    };
  } catch {
    return {};
  }
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

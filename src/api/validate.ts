import type {
  CreateCompleteReply,
  CredentialRecord,
  PasswordReply,
  RegisterCompleteReply,
  SelfProfile,
  SignInReply,
  TokenReply,
  UserDetails,
} from './contract.ts';
import { listAt, maybeStringAt, objectAt, stringAt, type JsonObject } from './json.ts';

/** Reply of create/complete. @throws PasskeyError `bad_response` naming the field, like all parsers in this file */
export function parseCreateReply(reply: unknown): CreateCompleteReply {
  const records = listAt(objectAt(reply, 'The reply')['credentials'], 'credentials').map((entry, index) => {
    const record = objectAt(entry, `credentials[${index}]`);
    stringAt(record['id'], `credentials[${index}].id`);
    return record as unknown as CredentialRecord;
  });
  return { credentials: records };
}

/** Tokens (RFC 6749, section 5.1 "Successful Response"), or the address at which an OAuth transaction continues. */
export function parseSignInReply(reply: unknown): SignInReply {
  const body = objectAt(reply, 'The reply');
  if ('redirect_to' in body) return { redirect_to: stringAt(body['redirect_to'], 'redirect_to') };
  return parseTokens(body);
}

export function parseTokens(reply: unknown): TokenReply {
  const body = objectAt(reply, 'The reply');
  stringAt(body['access_token'], 'access_token');
  stringAt(body['token_type'], 'token_type');
  maybeStringAt(body['id_token'], 'id_token');
  return body as unknown as TokenReply;
}

/** Reply of login/password: that of a sign-in, or a request for a second factor. */
export function parsePasswordReply(reply: unknown): PasswordReply {
  const body = objectAt(reply, 'The reply');
  if (!('second_factor' in body)) return parseSignInReply(body);
  const factor = objectAt(body['second_factor'], 'second_factor');
  return {
    second_factor: {
      mechanisms: stringsAt(factor['mechanisms'], 'second_factor.mechanisms'),
      login_id: stringAt(factor['login_id'], 'second_factor.login_id'),
      login_state: stringAt(factor['login_state'], 'second_factor.login_state'),
    },
  };
}

/** Reply of register/complete: that of a registration or of a sign-in. */
export function parseRegisterReply(reply: unknown): RegisterCompleteReply {
  const body = objectAt(reply, 'The reply');
  return 'credentials' in body ? parseCreateReply(body) : parseSignInReply(body);
}

/** Reply of `GET me`. Every member may be absent or `null`. */
export function parseProfile(reply: unknown): SelfProfile {
  const body = objectAt(reply, 'The reply');
  checkCredentials(body, false);
  for (const list of mechanismLists) stringsAt(body[list], list);
  listAt(body['identifiers'], 'identifiers').forEach((entry, index) => {
    stringAt(objectAt(entry, `identifiers[${index}]`)['identifier'], `identifiers[${index}].identifier`);
  });
  return body;
}

const mechanismLists = [
  'allowed_authentication_mechanisms',
  'authentication_mechanisms',
  'second_factor_authentication_mechanisms',
];

/** Reply of Get User Details and of by_key. */
export function parseUser(reply: unknown): UserDetails {
  const body = objectAt(reply, 'The reply');
  stringAt(body['id'], 'id');
  checkCredentials(body, true);
  return body as unknown as UserDetails;
}

/** Optional members of a passkey's record. */
const credentialStrings = [
  'name',
  'aaguid',
  'credential_id',
  'discoverable_id',
  'created_at',
  'updated_at',
  'last_used_at',
];

function checkCredentials(body: JsonObject, withId: boolean): void {
  listAt(body['credentials'], 'credentials').forEach((entry, index) => {
    const at = `credentials[${index}]`;
    const credential = objectAt(entry, at);
    const type = stringAt(credential['type'], `${at}.type`);
    if (withId || type === 'webauthn') stringAt(credential['id'], `${at}.id`);
    for (const name of credentialStrings) maybeStringAt(credential[name], `${at}.${name}`);
    stringsAt(credential['transports'], `${at}.transports`);
  });
}

function stringsAt(value: unknown, field: string): readonly string[] {
  return listAt(value, field).map((entry, index) => stringAt(entry, `${field}[${index}]`));
}

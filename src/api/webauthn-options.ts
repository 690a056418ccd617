import { normalizeBase64url } from '../base64.ts';
import type {
  CredentialAssertion,
  CredentialCreation,
  PublicKeyCredentialCreationOptionsJSON,
} from './contract.ts';
import { durationAt, listAt, objectAt, stringAt, withoutUnset, type JsonObject } from './json.ts';

/**
 * Converts the reply of create/begin to the form that browsers accept: bytes as base64url, no `null`, no empty list. The
 * API description declares it as `CredentialAssertion`, so only the members are checked.
 *
 * @throws PasskeyError `bad_response` naming the field
 */
export function parseCreationOptions(reply: unknown): CredentialCreation {
  const options = parsePublicKey(reply);
  const { excludeCredentials, authenticatorSelection, ...rest } = options;
  const rp = objectAt(options['rp'], 'publicKey.rp');
  const publicKey = {
    ...rest,
    rp: { ...withoutUnset(rp), name: rp['name'] ?? '' },
    user: parseUserEntity(options['user']),
    challenge: parseChallenge(options),
    pubKeyCredParams: listAt(options['pubKeyCredParams'], 'publicKey.pubKeyCredParams'),
    ...(authenticatorSelection !== undefined && {
      authenticatorSelection: withoutUnset(
        objectAt(authenticatorSelection, 'publicKey.authenticatorSelection'),
      ),
    }),
    ...named('excludeCredentials', parseDescriptors(excludeCredentials, 'publicKey.excludeCredentials')),
  };
  return { publicKey: publicKey as unknown as PublicKeyCredentialCreationOptionsJSON };
}

/**
 * Converts the reply of a sign-in's begin in the same way.
 *
 * @throws PasskeyError `bad_response` naming the field
 */
export function parseRequestOptions(reply: unknown): CredentialAssertion {
  const { allowCredentials, ...options } = parsePublicKey(reply);
  const publicKey = {
    ...options,
    challenge: parseChallenge(options),
    ...named('allowCredentials', parseDescriptors(allowCredentials, 'publicKey.allowCredentials')),
  };
  return { publicKey };
}

function parsePublicKey(reply: unknown): JsonObject {
  const { timeout, ...options } = withoutUnset(objectAt(objectAt(reply, 'The reply').publicKey, 'publicKey'));
  if (timeout === undefined || timeout === 0) return options;
  return { ...options, timeout: durationAt(timeout, 'publicKey.timeout') };
}

function parseChallenge(options: JsonObject): string {
  return normalizeBase64url(stringAt(options['challenge'], 'publicKey.challenge'), 'publicKey.challenge');
}

function parseUserEntity(value: unknown): JsonObject {
  const user = objectAt(value, 'publicKey.user');
  return {
    ...user,
    id: normalizeBase64url(stringAt(user['id'], 'publicKey.user.id'), 'publicKey.user.id'),
    name: stringAt(user['name'], 'publicKey.user.name'),
    displayName: user['displayName'] ?? '',
  };
}

function parseDescriptors(value: unknown, field: string): readonly JsonObject[] {
  return listAt(value, field).map((entry, index) => {
    const at = `${field}[${index}]`;
    const { id, transports, ...rest } = withoutUnset(objectAt(entry, at));
    return {
      type: 'public-key',
      ...rest,
      id: normalizeBase64url(stringAt(id, `${at}.id`), `${at}.id`),
      ...named('transports', listAt(transports, `${at}.transports`)),
    };
  });
}

/** Omits an empty list: it means the same, and not every browser accepts it. */
function named(member: string, list: readonly unknown[]): JsonObject {
  return list.length > 0 ? { [member]: list } : {};
}

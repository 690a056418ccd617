import { PasskeyError } from '../errors.ts';
import { normalizeBase64url, toBase64url, decodeBase64 } from '../base64.ts';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '../api/contract.ts';

/*
 * Reads what the browser, or an extension in its place, answered. `toJSON` may be missing or wrong, getters may
 * throw: then the members are read one by one.
 */

type CredentialJson = RegistrationResponseJSON | AuthenticationResponseJSON;

/**
 * The provider's own JSON (Web Authentication Level 3, section 5.1), if it is whole and in base64url: the server
 * takes nothing else.
 *
 * @param members of `response` that must be there
 */
export function nativeJson(
  credential: PublicKeyCredential,
  members: readonly string[],
): CredentialJson | undefined {
  const json = attempt(() => credential.toJSON() as unknown as CredentialJson);
  const response = attempt(() => json?.response as unknown as Readonly<Record<string, unknown>>);
  const texts = [json?.id, json?.rawId, ...members.map((name) => response?.[name])];
  const whole = texts.every(isBase64url) && json?.type === 'public-key' && json.id === json.rawId;
  return whole && (response?.['userHandle'] === undefined || isBase64url(response['userHandle']))
    ? json
    : undefined;
}

/** What both kinds of answer have around their response. `id` is made from `rawId`, which nobody can encode wrongly. */
export function credentialFields(credential: PublicKeyCredential) {
  const id = readBase64url(() => credential.rawId) ?? attempt(() => normalizeBase64url(credential.id, 'id'));
  if (!id) throw missing('id');
  const attachment = parseAttachment(credential);
  return {
    id,
    rawId: id,
    type: 'public-key' as const,
    clientExtensionResults: attempt(() => credential.getClientExtensionResults()) ?? {},
    ...(attachment && { authenticatorAttachment: attachment }),
  };
}

function parseAttachment(credential: PublicKeyCredential): AuthenticatorAttachment | undefined {
  const value = attempt(() => credential.authenticatorAttachment);
  return value === 'platform' || value === 'cross-platform' ? value : undefined;
}

/** Bytes as base64url; @throws PasskeyError `provider_error` naming the member that is missing or broken */
export function requireBytes(name: string, get: () => ArrayBuffer): string {
  const text = readBase64url(get);
  if (text === undefined) throw missing(name);
  return text;
}

/** Bytes as base64url; `undefined` for none. */
export function readBase64url(get: () => ArrayBuffer | null): string | undefined {
  const text = attempt(() => toBase64url(new Uint8Array(get() ?? [])));
  return text === '' ? undefined : text;
}

/** `undefined` where a getter or a method is absent or throws. */
export function attempt<T>(get: () => T): T | undefined {
  try {
    return get() ?? undefined;
  } catch {
    return undefined;
  }
}

/** A credential descriptor as the browser's own JSON parser would make it. */
export function normalizeDescriptor({ id, ...rest }: { readonly id: string; readonly type: string }) {
  return { ...rest, id: decodeBase64(id, 'credential id') } as PublicKeyCredentialDescriptor;
}

const isBase64url = (text: unknown): boolean => typeof text === 'string' && /^[\w-]+$/.test(text);

const missing = (name: string): PasskeyError =>
  new PasskeyError('provider_error', `The passkey provider gave no usable ${name}.`);

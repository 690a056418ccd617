import { PasskeyError } from '../errors.ts';
import { normalizeBase64url, toBase64url, decodeBase64 } from '../base64.ts';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '../api/contract.ts';

/*
 * Reads the credential of the browser, or of an extension that replaces its functions. `toJSON` may be missing or wrong
 * and getters may throw, so each member can also be read by itself.
 */

type CredentialJson = RegistrationResponseJSON | AuthenticationResponseJSON;

/**
 * The result of `toJSON` (Web Authentication Level 3, section 5.1) if it is complete and encoded as base64url, the only
 * encoding that the server accepts.
 *
 * @param members required members of `response`
 */
export function nativeJson(
  credential: PublicKeyCredential,
  members: readonly string[],
): CredentialJson | undefined {
  const json = attempt(() => credential.toJSON() as unknown as CredentialJson);
  const response = attempt(() => json?.response as unknown as Readonly<Record<string, unknown>>);
  const texts = [json?.id, json?.rawId, ...members.map((name) => response?.[name])];
  const isComplete = texts.every(isBase64url) && json?.type === 'public-key' && json.id === json.rawId;
  return isComplete && (response?.['userHandle'] === undefined || isBase64url(response['userHandle']))
    ? json
    : undefined;
}

/** The members outside `response`. `id` is derived from `rawId`, because extensions encode it in different ways. */
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

/** Bytes as base64url. @throws PasskeyError `provider_error` naming a member that is missing or broken */
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

/** `undefined` if a getter or a method is absent or throws. */
export function attempt<T>(get: () => T): T | undefined {
  try {
    return get() ?? undefined;
  } catch {
    return undefined;
  }
}

/** The descriptor that the browser's own JSON parser would create. */
export function normalizeDescriptor({ id, ...rest }: { readonly id: string; readonly type: string }) {
  return { ...rest, id: decodeBase64(id, 'credential id') } as PublicKeyCredentialDescriptor;
}

const isBase64url = (text: unknown): boolean => typeof text === 'string' && /^[\w-]+$/.test(text);

const missing = (name: string): PasskeyError =>
  new PasskeyError('provider_error', `The passkey provider gave no usable ${name}.`);

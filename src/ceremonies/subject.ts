import { bytesOf } from '../wire/bytes.ts';

/**
 * `sub` of a JWT, not verified: it tells people apart, it proves nothing (RFC 7519, section 4.1.2 "sub").
 * `undefined` for an opaque token.
 */
export function subjectOf(token: string | undefined): string | undefined {
  const payload = token?.split('.')[1];
  if (!payload) return undefined;
  try {
    const claims = new TextDecoder().decode(bytesOf(payload, 'the payload of a token'));
    const { sub } = JSON.parse(claims) as { readonly sub?: unknown };
    return typeof sub === 'string' && sub !== '' ? sub : undefined;
  } catch {
    return undefined;
  }
}

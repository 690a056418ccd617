import { bytesOf } from '../wire/bytes.ts';

/**
 * `sub` of a JWT, not verified: it tells people apart, it proves nothing (RFC 7519, section 4.1.2 "sub").
 * `undefined` for an opaque token.
 */
export function subjectOf(token: string | undefined): string | undefined {
  try {
    const payload = new TextDecoder().decode(bytesOf(token?.split('.')[1], 'the payload of a token'));
    const { sub } = JSON.parse(payload) as { readonly sub?: unknown };
    return typeof sub === 'string' && sub !== '' ? sub : undefined;
  } catch {
    return undefined;
  }
}

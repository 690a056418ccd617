import { decodeBase64 } from '../base64.ts';
import type { AccessToken } from './types.ts';

/** `sub` of the present access token. One that cannot be had is told by the request that needs it. */
export async function currentSubject(accessToken: AccessToken | undefined): Promise<string | undefined> {
  return readSubject(await (async () => accessToken?.())().catch(() => undefined));
}

/**
 * `sub` of a JWT, not verified: it tells people apart, it proves nothing (RFC 7519, section 4.1.2 "sub").
 * `undefined` for an opaque token.
 */
export function readSubject(token: string | undefined): string | undefined {
  try {
    const payload = token?.split('.')[1];
    if (!payload) return undefined;
    const claims = new TextDecoder().decode(decodeBase64(payload, 'the payload of a token'));
    const { sub } = JSON.parse(claims) as { readonly sub?: unknown };
    return typeof sub === 'string' && sub !== '' ? sub : undefined;
  } catch {
    return undefined;
  }
}

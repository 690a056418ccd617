import { decodeBase64 } from '../base64.ts';
import type { AccessToken } from './types.ts';

/** `sub` of the present access token. One that cannot be had is told by the request that needs it. */
export async function currentSubject(accessToken: AccessToken | undefined): Promise<string | undefined> {
  return readSubject(await (async () => accessToken?.())().catch(() => undefined));
}

/**
 * `sub` of a JWT (RFC 7519, section 4.1.2 "sub"). It is not verified, so it distinguishes people and proves nothing.
 * `undefined` for an opaque token.
 */
export function readSubject(token: string | undefined): string | undefined {
  const { sub } = readClaims(token);
  return typeof sub === 'string' && sub !== '' ? sub : undefined;
}

/** `auth_time` of a JWT in seconds since the epoch (OpenID Connect Core, section 2 "ID Token"); not verified. */
export function readAuthTime(token: string | undefined): number | undefined {
  const { auth_time: authTime } = readClaims(token);
  return typeof authTime === 'number' && Number.isFinite(authTime) ? authTime : undefined;
}

function readClaims(token: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const payload = token?.split('.')[1];
    if (!payload) return {};
    const claims = new TextDecoder().decode(decodeBase64(payload, 'the payload of a token'));
    return Object(JSON.parse(claims)) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

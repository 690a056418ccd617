import { decodeBase64 } from '../base64.ts';
import type { JsonObject } from '../api/json.ts';

/** Header and claims of a JWT, not verified. */
export interface TokenContent {
  readonly header: JsonObject;
  readonly claims: JsonObject;
}

/** `undefined` for an opaque token (RFC 7519, section 3 "JSON Web Token (JWT) Overview"). */
export function readTokenContent(token: string): TokenContent | undefined {
  const [header, claims, signature] = token.split('.');
  if (!header || !claims || signature === undefined) return undefined;
  try {
    return { header: decodePart(header), claims: decodePart(claims) };
  } catch {
    return undefined;
  }
}

function decodePart(part: string): JsonObject {
  return Object(JSON.parse(new TextDecoder().decode(decodeBase64(part, 'part of a token')))) as JsonObject;
}

/** A claim in seconds since the epoch (RFC 7519, section 2 "Terminology"). */
export function secondsAt(content: TokenContent | undefined, claim: 'exp' | 'iat' | 'auth_time') {
  const value = content?.claims[claim];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

import { ensure, ensureShape, Malformed } from './failure.ts';
import { requireBase64url, requireBytes, requireObject, requireText, type Fields } from './field.ts';

/** WebAuthn Level 3, "Client Data Used in WebAuthn Signatures": the checks that the library leaves to its caller. */
export interface ClientData {
  /** base64url, as the client wrote it. */
  readonly challenge: string;
  readonly crossOrigin: unknown;
  readonly topOrigin: unknown;
}

/**
 * Reads `clientDataJSON` far enough to find the ceremony it answers. A byte order mark before it is stripped
 * ("UTF-8 decode"), members that are not known are ignored.
 * @throws {Malformed}
 */
export function decodeClientData(clientDataJSON: string): ClientData {
  const client = parseJSON(requireBytes(clientDataJSON, 'clientDataJSON'));
  requireText(client['type'], 'clientDataJSON.type');
  const challenge = requireBase64url(client['challenge'], 'clientDataJSON.challenge');
  requireText(client['origin'], 'clientDataJSON.origin');
  return { challenge, crossOrigin: client['crossOrigin'], topOrigin: client['topOrigin'] };
}

/** Refuses pages in a frame of another site, which the library accepts. */
export function ensureTopLevel({ crossOrigin, topOrigin }: ClientData, section: string): void {
  ensureShape(crossOrigin === undefined || typeof crossOrigin === 'boolean', 'crossOrigin to be a boolean');
  ensure(crossOrigin !== true, 'crossOrigin is not true', section);
  ensure(topOrigin === undefined, 'topOrigin is not present', section);
}

function parseJSON(bytes: Uint8Array): Fields {
  try {
    return requireObject(
      JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
      'clientDataJSON',
    );
  } catch (cause) {
    throw new Malformed('Expected clientDataJSON to be a JSON object in UTF-8.', { cause });
  }
}

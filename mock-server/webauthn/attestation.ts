import { type Bytes, isBytes } from '../bytes.ts';
import { decodeCborMap } from './cbor.ts';
import { ensureCertificateChain } from './certificates.ts';
import { ensure, ensureShape } from './failure.ts';
import { ensureDerSignature } from './signature.ts';

/** WebAuthn Level 3, "Attestation Object". */
export interface AttestationObject {
  /** Attestation statement format identifier. */
  readonly format: string;
  readonly statement: ReadonlyMap<unknown, unknown>;
  readonly authenticatorData: Bytes;
}

/** @throws {Malformed} */
export function decodeAttestationObject(bytes: Bytes): AttestationObject {
  const map = decodeCborMap(bytes, 'the attestation object');
  const [format, statement, authenticatorData] = [map.get('fmt'), map.get('attStmt'), map.get('authData')];
  ensureShape(typeof format === 'string', 'fmt to be a string');
  ensureShape(statement instanceof Map, 'attStmt to be a map');
  ensureShape(isBytes(authenticatorData), 'authData to be bytes');
  return { format, statement, authenticatorData: Uint8Array.from(authenticatorData) };
}

/**
 * Checks of an attestation statement that the library leaves out. The library verifies the statement itself in every
 * format it knows, and the chains of Apple and Android up to their roots; the roots of others are not checked.
 * @param algorithm COSE algorithm identifier of the credential's key
 * @throws {Malformed | NotVerified}
 */
export async function ensureStatement(
  { format, statement }: AttestationObject,
  algorithm: number,
  now: Date,
): Promise<void> {
  if (statement.has('x5c')) {
    await ensureCertificateChain(statement.get('x5c'), { now, rootIncluded: format === 'android-key' });
  } else if (format === 'packed') {
    const demand = 'alg of a self attestation is that of the public key';
    ensure(statement.get('alg') === algorithm, demand, 'Packed Attestation Statement Format');
  }
  if (format === 'packed') ensureDerSignature(statement.get('sig'), statement.get('alg'));
}

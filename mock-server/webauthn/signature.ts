import { isBytes } from '../bytes.ts';
import { ensure, ensureShape } from './failure.ts';

const integerTag = 0x02;
const sequenceTag = 0x30;
/** COSE identifiers of ES256, ES384, ES512. */
const ecdsa: readonly unknown[] = [-7, -35, -36];

/**
 * An ECDSA signature is the DER of `SEQUENCE { r INTEGER, s INTEGER }` (RFC 3279, section 2.2.3). DER writes a
 * value in one way only; a verifier that takes others lets anybody turn one valid signature into a second.
 * Signatures of other algorithms have no such form and pass.
 * @param algorithm COSE algorithm identifier of the key that signed
 * @throws {Malformed | NotVerified}
 */
export function ensureDerSignature(signature: unknown, algorithm: unknown): void {
  ensureShape(isBytes(signature), 'the signature to be bytes');
  if (!ecdsa.includes(algorithm)) return;
  const numbers = sequenceContent(signature);
  const afterR = numbers && afterInteger(numbers);
  const afterS = afterR && afterInteger(afterR);
  ensure(
    afterS?.length === 0,
    'The signature is DER to its last byte',
    'Signature Formats for Packed Attestation, FIDO U2F Attestation, and Assertion Signatures',
  );
}

/** The contents of a sequence that fills `bytes`; the length in its shortest form (X.690, section 10.1). */
function sequenceContent(bytes: Uint8Array): Uint8Array | undefined {
  const [tag, length = 0, long = 0] = bytes;
  const header = length === 0x81 && long >= 0x80 ? 3 : 2;
  const announced = header === 3 ? long : length;
  return tag === sequenceTag && announced === bytes.length - header ? bytes.subarray(header) : undefined;
}

/** The bytes after a positive integer in its shortest form (X.690, section 8.3.2), shorter than 128 bytes. */
function afterInteger(bytes: Uint8Array): Uint8Array | undefined {
  const [tag, length = 0, first = 0, second = 0] = bytes;
  const fits = length > 0 && length < 0x80 && bytes.length >= length + 2;
  const positive = first < 0x80;
  const shortest = first !== 0 || length === 1 || second >= 0x80;
  return tag === integerTag && fits && positive && shortest ? bytes.subarray(length + 2) : undefined;
}

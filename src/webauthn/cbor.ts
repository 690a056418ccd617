/*
 * The subset of CBOR (RFC 8949, section 3 "Specification of the CBOR Encoding") that attestation objects use. CTAP2
 * canonical CBOR has no indefinite lengths.
 */

/**
 * Offset of the first byte after the item that begins at `start`.
 *
 * @throws RangeError if the item is truncated, nested too deep or of an indefinite length
 */
export function itemEnd(bytes: Uint8Array, start: number, depth = 0): number {
  if (depth > maxDepth) throw new RangeError('CBOR is nested too deep.');
  const { type, value, end } = head(bytes, start);
  if (type === byteString || type === textString) return checkBounds(bytes, end + value);
  if (type === array || type === map) return itemsEnd(bytes, end, type === map ? 2 * value : value, depth);
  return type === tag ? itemEnd(bytes, end, depth + 1) : end;
}

/**
 * Bytes of the string that a map holds under a text key.
 *
 * @throws RangeError if the map has no such key or is malformed
 */
export function stringIn(bytes: Uint8Array, key: string): Uint8Array {
  const { type, value: size, end } = head(bytes, 0);
  if (type !== map) throw new RangeError('CBOR is not a map.');
  let at = end;
  for (let index = 0; index < size; index += 1) {
    const value = itemEnd(bytes, at);
    if (new TextDecoder().decode(content(bytes, at)) === key) return content(bytes, value);
    at = itemEnd(bytes, value);
  }
  throw new RangeError(`CBOR map has no "${key}".`);
}

const byteString = 2;
const textString = 3;
const array = 4;
const map = 5;
const tag = 6;

/** CTAP2 canonical CBOR has 4 levels; vendors' attestation statements have a few more. */
const maxDepth = 16;

interface Head {
  readonly type: number;
  /** The argument: the length of a string, the number of items of an array or map. */
  readonly value: number;
  readonly end: number;
}

function head(bytes: Uint8Array, start: number): Head {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const initial = view.getUint8(start);
  const type = initial >> 5;
  const short = initial & 31;
  if (short < 24) return { type, value: short, end: start + 1 };
  const end = start + 1 + 2 ** (short - 24);
  if (short === 24) return { type, value: view.getUint8(start + 1), end };
  if (short === 25) return { type, value: view.getUint16(start + 1), end };
  if (short === 26) return { type, value: view.getUint32(start + 1), end };
  if (short === 27) return { type, value: Number(view.getBigUint64(start + 1)), end };
  throw new RangeError('CBOR of an indefinite length.');
}

function itemsEnd(bytes: Uint8Array, start: number, count: number, depth: number): number {
  let at = start;
  for (let index = 0; index < count; index += 1) at = itemEnd(bytes, at, depth + 1);
  return at;
}

/** Bytes of a string; empty for every other item. */
function content(bytes: Uint8Array, start: number): Uint8Array {
  const { type, value, end } = head(bytes, start);
  const length = type === byteString || type === textString ? value : 0;
  return bytes.subarray(end, checkBounds(bytes, end + length));
}

function checkBounds(bytes: Uint8Array, end: number): number {
  if (end > bytes.length) throw new RangeError('CBOR is truncated.');
  return end;
}

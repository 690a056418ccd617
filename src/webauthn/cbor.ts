/**
 * As much CBOR (RFC 8949, section 3 "Specification of the CBOR Encoding") as an attestation object needs: where an
 * item ends, and the members of a map with text keys. CTAP2 canonical CBOR has no indefinite lengths.
 *
 * @throws RangeError for anything that is cut short, nested too deep or not of that kind
 */
export function itemEnd(bytes: Uint8Array, start: number, depth = 0): number {
  if (depth > deepest) throw new RangeError('CBOR is nested too deep.');
  const { type, value, end } = head(bytes, start);
  if (type === byteString || type === textString) return within(bytes, end + value);
  if (type === array || type === map) return itemsEnd(bytes, end, type === map ? 2 * value : value, depth);
  return type === tag ? itemEnd(bytes, end, depth + 1) : end;
}

/** Value of a text key in a map, as the bytes of its item's content (text and byte strings only). */
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

/** CTAP2 canonical CBOR has 4 levels; attestation statements of vendors a few more. */
const deepest = 16;

interface Head {
  readonly type: number;
  /** The argument: a length for strings, a number of items for arrays and maps. */
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

/** Content of a string; empty for every other item. */
function content(bytes: Uint8Array, start: number): Uint8Array {
  const { type, value, end } = head(bytes, start);
  const length = type === byteString || type === textString ? value : 0;
  return bytes.subarray(end, within(bytes, end + length));
}

function within(bytes: Uint8Array, end: number): number {
  if (end > bytes.length) throw new RangeError('CBOR is cut short.');
  return end;
}

import { decodeFirst, Tokenizer, Type, type DecodeOptions, type Token } from 'cborg';
import { ensureShape, Malformed } from './failure.ts';

/** FIDO CTAP 2.1, "Message Encoding": the canonical form, nested at most four levels deep. */
const canonical: DecodeOptions = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  useMaps: true,
  rejectDuplicateMapKeys: true,
};
const deepest = 4;

/** Decodes one CBOR item and gives the bytes after it. @throws {Malformed} */
export function decodeCborFirst(bytes: Uint8Array, field: string): [item: unknown, rest: Uint8Array] {
  try {
    return decodeFirst(bytes, { ...canonical, tokenizer: new ShallowTokenizer(bytes, canonical) });
  } catch (cause) {
    throw new Malformed(`Expected ${field} to be canonical CBOR.`, { cause });
  }
}

/** Decodes bytes that are one CBOR map and nothing else. @throws {Malformed} */
export function decodeCborMap(bytes: Uint8Array, field: string): ReadonlyMap<unknown, unknown> {
  const [item, rest] = decodeCborFirst(bytes, field);
  ensureShape(rest.length === 0, `nothing after the CBOR of ${field}`);
  ensureShape(item instanceof Map, `${field} to be a CBOR map`);
  return item;
}

/** Stops before the decoder recurses deeper than the standard allows. */
class ShallowTokenizer extends Tokenizer {
  /** How many items each open array or map still waits for, outermost first. */
  readonly #awaited: number[] = [];

  override next(): Token {
    const token = super.next();
    this.#close();
    const items = countItems(token);
    if (items > 0) this.#awaited.push(items);
    if (this.#awaited.length > deepest) throw new RangeError(`CBOR nested deeper than ${deepest} levels`);
    return token;
  }

  #close(): void {
    while (this.#awaited.at(-1) === 0) this.#awaited.pop();
    const last = this.#awaited.length - 1;
    if (last >= 0) this.#awaited[last] = (this.#awaited[last] ?? 0) - 1;
  }
}

function countItems(token: Token): number {
  if (Type.equals(token.type, Type.array)) return Number(token.value);
  if (Type.equals(token.type, Type.map)) return 2 * Number(token.value);
  return 0;
}

import { isBytes, toBase64url, type Bytes } from '../bytes.ts';
import { decodeCborMap } from './cbor.ts';
import { ensure } from './failure.ts';
import { isSoundEd25519Key, isSoundRsaKey } from './sound-keys.ts';

type CoseKey = ReadonlyMap<unknown, unknown>;

/** What one COSE algorithm asks of its key. Labels and values: RFC 9053, section 7; RFC 8230, section 4. */
interface KeyType {
  readonly kty: number;
  readonly crv?: number;
  readonly labels: readonly number[];
  /** As the platform takes it. */
  readonly form: (key: CoseKey) => JsonWebKey | Bytes;
  /** Checks that the platform's import leaves out. */
  readonly isSound?: (key: CoseKey) => boolean;
  readonly importAs: AlgorithmIdentifier | EcKeyImportParams | RsaHashedImportParams;
}

const [kty, alg, crv, x, y, n, e] = [1, 3, -1, -2, -3, -1, -2] as const;

const ec = (curve: number, namedCurve: string, size: number): KeyType => ({
  kty: 2,
  crv: curve,
  labels: [kty, alg, crv, x, y],
  form: (key) => uncompressedPoint(member(key, x, size, size), member(key, y, size, size)),
  importAs: { name: 'ECDSA', namedCurve },
});

const ed25519: KeyType = {
  kty: 1,
  crv: 6,
  labels: [kty, alg, crv, x],
  form: (key) => ({ kty: 'OKP', crv: 'Ed25519', x: toBase64url(member(key, x, 32, 32)) }),
  isSound: (key) => isSoundEd25519Key(member(key, x, 32, 32)),
  importAs: { name: 'Ed25519' },
};

/** 2048 bits or more (RFC 8230, section 2), and as few as authenticators make: a longer key would take long to check. */
const modulus = (key: CoseKey) => member(key, n, 256, 512);
const exponent = (key: CoseKey) => member(key, e, 1, 4);

const rsa: KeyType = {
  kty: 3,
  labels: [kty, alg, n, e],
  form: (key) => ({ kty: 'RSA', n: toBase64url(modulus(key)), e: toBase64url(exponent(key)) }),
  isSound: (key) => isSoundRsaKey(modulus(key), exponent(key)),
  importAs: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
};

/** ES256, ES384, ES512, EdDSA, then RS and PS. */
const keyTypes: ReadonlyMap<number, KeyType> = new Map([
  [-7, ec(1, 'P-256', 32)],
  [-35, ec(2, 'P-384', 48)],
  [-36, ec(3, 'P-521', 66)],
  [-8, ed25519],
  ...[-257, -258, -259, -37, -38, -39].map((algorithm) => [algorithm, rsa] as const),
]);

const everyAlgorithm: readonly number[] = [...keyTypes.keys()];

/**
 * Checks a COSE_Key: its algorithm was offered, type and curve are those of the algorithm, it has no member
 * more, its point is on the curve, and only the private key can sign for it.
 * @param offered COSE algorithm identifiers; for a key that is kept already, all that are known
 * @returns the COSE algorithm identifier of the key
 * @throws {Malformed | NotVerified}
 */
export async function ensurePublicKey(publicKey: Bytes, offered = everyAlgorithm): Promise<number> {
  const key = decodeCborMap(publicKey, 'the credential public key');
  const algorithm = offered.find((identifier) => identifier === key.get(alg));
  const type = algorithm === undefined ? undefined : keyTypes.get(algorithm);
  ensure(
    algorithm !== undefined && type !== undefined,
    'alg of the public key is one of pubKeyCredParams',
    'Registering a New Credential',
  );
  ensureMembers(key, type);
  ensure(
    await importable(key, type),
    'The public key is one that can exist: full-length coordinates of a point on its curve',
    'Cryptographic Algorithm Identifier',
  );
  ensure(
    type.isSound?.(key) ?? true,
    'The public key is written canonically, and only its private key can sign for it',
    'Cryptographic Algorithm Identifier',
  );
  return algorithm;
}

function ensureMembers(key: CoseKey, type: KeyType): void {
  ensure(
    key.get(kty) === type.kty && (type.crv === undefined || key.get(crv) === type.crv),
    'kty and crv of the public key are those of its alg',
    'Cryptographic Algorithm Identifier',
  );
  ensure(
    key.size === type.labels.length && type.labels.every((label) => key.has(label)),
    'The public key has the members of its type and no other',
    'Attested Credential Data',
  );
}

/** The platform's own import knows the curves. */
async function importable(key: CoseKey, { form, importAs }: KeyType): Promise<boolean> {
  const data = form(key);
  const imported = isBytes(data)
    ? crypto.subtle.importKey('raw', data, importAs, false, ['verify'])
    : crypto.subtle.importKey('jwk', data, importAs, false, ['verify']);
  return imported.then(
    () => true,
    () => false,
  );
}

/** SEC 1, section 2.3.3: a form that the platform imports several times faster than a JSON Web Key. */
function uncompressedPoint(x: Bytes, y: Bytes): Bytes {
  return new Uint8Array([0x04, ...x, ...y]);
}

/** "MUST NOT use the compressed point form": a coordinate is bytes, as many as its field has. */
function member(key: CoseKey, label: number, least: number, most: number): Bytes {
  const value = key.get(label);
  ensure(
    isBytes(value) && value.length >= least && value.length <= most,
    'Members of the public key are byte strings of the length that its alg asks for',
    'Cryptographic Algorithm Identifier',
  );
  return Uint8Array.from(value);
}

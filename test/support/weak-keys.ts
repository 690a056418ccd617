/** COSE_Keys that no authenticator makes: for some of them anybody can sign. */
import { ECDH, generateKeyPairSync } from 'node:crypto';
import { bytes, hex } from './hostile.ts';

export type CoseKey = ReadonlyMap<number, unknown>;

export interface WeakKey {
  readonly name: string;
  readonly key: CoseKey;
}

const curves = [
  { alg: -7, crv: 1, name: 'prime256v1', size: 32, p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n },
  { alg: -35, crv: 2, name: 'secp384r1', size: 48, p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n },
  { alg: -36, crv: 3, name: 'secp521r1', size: 66, p: 2n ** 521n - 1n },
] as const;
type Curve = (typeof curves)[number];

const ecKey = ({ alg, crv, size }: Curve, x: bigint, y: bigint): CoseKey =>
  new Map<number, unknown>([
    [1, 2],
    [3, alg],
    [-1, crv],
    [-2, bigEndian(x, size)],
    [-3, bigEndian(y, size)],
  ]);

function weakPoints(curve: Curve): WeakKey[] {
  const { x, y } = pointOfSmallX(curve);
  const weak = (what: string, key: CoseKey) => ({ name: `${curve.name}, ${what}`, key });
  return [
    weak('a point beside the curve', ecKey(curve, x, y + 1n)),
    weak('zeros for the point at infinity', ecKey(curve, 0n, 0n)),
    weak('an x that is not reduced', ecKey(curve, x + curve.p, y)),
    weak('all bits set', ecKey(curve, 2n ** BigInt(8 * curve.size) - 1n, 2n ** BigInt(8 * curve.size) - 1n)),
  ];
}

/** The point of the curve with the smallest x. */
function pointOfSmallX({ name, size }: Curve): { readonly x: bigint; readonly y: bigint } {
  for (let x = 0n; x < 100n; x += 1n) {
    try {
      const compressed = Buffer.concat([Buffer.of(2), bigEndian(x, size)]);
      const point = ECDH.convertKey(compressed, name, undefined, undefined, 'uncompressed') as Buffer;
      return { x, y: integer(point.subarray(1 + size)) };
    } catch {
      // No point has this x.
    }
  }
  throw new Error('No point of a small x.');
}

export const ed25519Key = (x: Uint8Array): CoseKey =>
  new Map<number, unknown>([
    [1, 1],
    [3, -8],
    [-1, 6],
    [-2, x],
  ]);

const p25519 = 2n ** 255n - 19n;
const littleEndian = (value: bigint) => Uint8Array.from(bigEndian(value, 32)).reverse();
/** One of the points of order 8 (the y of both signs of x). */
const order8 = hex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');

/** The base point with that point added: on the curve, and out of reach of every private key. */
const mixedOrder = hex('da99e28ba529cdde35a25fba9059e78ecaee239f99755b9b1aa4f65df00803e2');

const ed25519Weak: readonly WeakKey[] = (
  [
    ['y = 2, which is no point of the curve', littleEndian(2n)],
    ['the identity', littleEndian(1n)],
    ['the identity with a sign', littleEndian(1n + 2n ** 255n)],
    ['the identity, not reduced', littleEndian(1n + p25519)],
    ['the point of order 2', littleEndian(p25519 - 1n)],
    ['a point of order 4', littleEndian(0n)],
    ['the other point of order 4', littleEndian(2n ** 255n)],
    ['a point of order 4, not reduced', littleEndian(p25519)],
    ['a point of order 8', order8],
    ['a point of mixed order', mixedOrder],
    ['all bits set', littleEndian(2n ** 256n - 1n)],
  ] as const
).map(([what, x]) => ({ name: `Ed25519, ${what}`, key: ed25519Key(x) }));

export const rsaKey = (n: Uint8Array, e: Uint8Array = hex('010001'), alg = -257): CoseKey =>
  new Map<number, unknown>([
    [1, 3],
    [3, alg],
    [-1, n],
    [-2, e],
  ]);

export const genuineModulus = modulus(2048);
const padded = (n: Uint8Array, size: number) => Buffer.concat([Buffer.alloc(size - n.length), n]);

/** 2 to the power of 1279 and of 2203, less 1, are primes. */
const weakModuli = [
  ['n = 0', new Uint8Array(256)],
  ['1024 bits behind zeros', padded(modulus(1024), 256)],
  ['2048 bits behind a zero', padded(genuineModulus, 257)],
  ['2040 bits', modulus(2040)],
  ['2047 bits', modulus(2047)],
  ['8192 bits', new Uint8Array(1024).fill(0x55)],
  ['an even modulus', bigEndian(integer(genuineModulus) - 1n, 256)],
  ['a multiple of 3', bigEndian(2n ** 2048n - 1n, 256)],
  ['a multiple of 751', bigEndian((2n ** 2047n / 751n + 2n) * 751n, 256)],
  ['a prime modulus', bigEndian(2n ** 2203n - 1n, 276)],
  ['the square of a prime', bigEndian((2n ** 1279n - 1n) ** 2n, 320)],
] as const;

const weakExponents = ['00', '01', '02', '010000', '00010001', '0100000001'] as const;

const rsaWeak: readonly WeakKey[] = [
  ...weakModuli.map(([what, n]) => ({ name: `RSA, ${what}`, key: rsaKey(n) })),
  ...weakExponents.map((e) => ({ name: `RSA, the exponent ${e}`, key: rsaKey(genuineModulus, hex(e)) })),
  ...[-258, -259, -37, -38, -39].map((alg) => ({
    name: `RSA of the algorithm ${alg}, e = 1`,
    key: rsaKey(genuineModulus, hex('01'), alg),
  })),
];

export const weakKeys: readonly WeakKey[] = [...curves.flatMap(weakPoints), ...ed25519Weak, ...rsaWeak];

function modulus(modulusLength: number): Uint8Array {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return bytes(publicKey.export({ format: 'jwk' }).n ?? '');
}

function bigEndian(value: bigint, size: number): Uint8Array {
  return hex(value.toString(16).padStart(2 * size, '0'));
}

function integer(data: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(data).toString('hex')}`);
}

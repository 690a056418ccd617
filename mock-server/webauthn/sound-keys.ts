import { Point } from '@noble/ed25519';
import { toHex, type Bytes } from '../bytes.ts';

/** RFC 8812, section 2, and RFC 8230, section 2. */
const leastModulusBits = 2048;
/** What NIST SP 800-89, section 5.3.3, calls a small factor. */
const smallFactorsBelow = 752n;

/**
 * Whether an Ed25519 key is the one way to write a point of the curve (RFC 8032, section 5.1.3) in the subgroup where
 * every private key puts its point. For a point of small order anybody can sign. No platform's import looks.
 */
export function isSoundEd25519Key(x: Bytes): boolean {
  try {
    const point = Point.fromBytes(x);
    return !point.isSmallOrder() && point.isTorsionFree();
  } catch {
    return false;
  }
}

/**
 * The partial validation of an RSA key of NIST SP 800-89, section 5.3.3, with the small exponents that RFC 8017 allows.
 * A key that fails it can be signed for without the private key, or with one that is soon found. No platform's
 * import looks.
 */
export function isSoundRsaKey(modulus: Bytes, exponent: Bytes): boolean {
  // RFC 8230, section 4: neither has a zero byte in front.
  if (modulus[0] === 0 || exponent[0] === 0) return false;
  const [n, e] = [toInteger(modulus), toInteger(exponent)];
  const isSoundExponent = e >= 3n && e % 2n === 1n;
  const isLong = n.toString(2).length >= leastModulusBits;
  return isSoundExponent && isLong && !hasSmallFactor(n) && !isPowerOfPrime(n);
}

function hasSmallFactor(modulus: bigint): boolean {
  if (modulus % 2n === 0n) return true;
  for (let factor = 3n; factor < smallFactorsBelow; factor += 2n) {
    if (modulus % factor === 0n) return true;
  }
  return false;
}

/**
 * Whether the modulus is a prime, or a power of one: 2 to its power is then 2 again in the field of that prime (Fermat),
 * which a product of two primes achieves by a chance of nearly none.
 */
function isPowerOfPrime(modulus: bigint): boolean {
  return greatestCommonDivisor(powerOfTwo(modulus, modulus) - 2n, modulus) !== 1n;
}

/** 2 to a power, modulo a number greater than 2. */
function powerOfTwo(exponent: bigint, modulus: bigint): bigint {
  let power = 1n;
  for (const bit of exponent.toString(2)) {
    power = (power * power * (bit === '1' ? 2n : 1n)) % modulus;
  }
  return power;
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [one, other];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger < 0n ? -larger : larger;
}

function toInteger(bytes: Bytes): bigint {
  return BigInt(`0x${toHex(bytes)}`);
}

import 'reflect-metadata'; // @peculiar/x509 does not start without it
import { X509Certificate } from '@peculiar/x509';
import { isBytes } from '../bytes.ts';
import { ensure, ensureShape, Malformed } from './failure.ts';

interface ChainPolicy {
  readonly now: Date;
  /** Android's chains end with their root; elsewhere the root is left out. */
  readonly rootIncluded: boolean;
}

const section = 'Packed Attestation Statement Format';

/**
 * Checks `x5c` of an attestation statement: the leaf first, each certificate in force and signed by the next.
 * @throws {Malformed | NotVerified}
 */
export async function ensureCertificateChain(x5c: unknown, policy: ChainPolicy): Promise<void> {
  ensureShape(Array.isArray(x5c) && x5c.length > 0, 'x5c to be a list of certificates');
  const chain = x5c.map(parseCertificate);
  for (const [index, certificate] of chain.entries()) {
    const inForce = certificate.notBefore <= policy.now && policy.now <= certificate.notAfter;
    ensure(inForce, 'Each certificate of x5c is in force', section);
    const issuer = chain[index + 1];
    if (!issuer) continue;
    ensure(await signedBy(certificate, issuer), 'Each certificate of x5c is signed by the next', section);
    const isRoot = issuer.subject === issuer.issuer;
    ensure(policy.rootIncluded || !isRoot, 'x5c leaves the root out', section);
  }
}

async function signedBy(certificate: X509Certificate, issuer: X509Certificate): Promise<boolean> {
  if (certificate.issuer !== issuer.subject) return false;
  return certificate.verify({ publicKey: issuer.publicKey, signatureOnly: true }).catch(() => false);
}

function parseCertificate(der: unknown): X509Certificate {
  ensureShape(isBytes(der), 'x5c to hold byte strings');
  try {
    return new X509Certificate(Uint8Array.from(der));
  } catch (cause) {
    throw new Malformed('Expected x5c to hold X.509 certificates.', { cause });
  }
}

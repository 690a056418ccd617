import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import 'reflect-metadata'; // @peculiar/x509 does not start without it
import { BasicConstraintsExtension, X509CertificateGenerator, type X509Certificate } from '@peculiar/x509';
import { createHash, KeyObject, sign } from 'node:crypto';
import { bytes, concat, withAttestation } from './hostile.ts';

type Party = 'root' | 'issuer' | 'leaf' | 'stranger';

/** How a basic attestation is made; default: a genuine one. */
export interface FullAttestation {
  readonly format?: 'packed' | 'fido-u2f';
  /** What `x5c` holds. */
  readonly chain?: readonly Party[];
  readonly validity?: 'present' | 'past' | 'future';
  /** The leaf claims that it may sign certificates. */
  readonly authority?: boolean;
  readonly signedBy?: Party;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const issuers = { root: 'root', issuer: 'root', leaf: 'issuer', stranger: 'stranger' } as const;
/** Long, because the library looks at the real clock, and the mock server at its own. */
const periods = {
  past: [Date.UTC(2000), Date.UTC(2001)],
  present: [Date.UTC(2001), Date.UTC(2101)],
  future: [Date.UTC(2101), Date.UTC(2102)],
} as const;

/** Gives a registration the basic attestation of a manufacturer ("Attestation Types"). */
export async function attestFully(
  registration: RegistrationResponseJSON,
  options: FullAttestation = {},
): Promise<RegistrationResponseJSON> {
  const { format = 'packed', chain = ['leaf', 'issuer'], signedBy = 'leaf' } = options;
  const keys = await createKeys();
  const certificates = await Promise.all(chain.map((party) => certify(party, keys, options)));
  const x5c = certificates.map(({ rawData }) => new Uint8Array(rawData));
  const hash = createHash('sha256').update(bytes(registration.response.clientDataJSON)).digest();
  return withAttestation(registration, (map) => {
    const data = concat(map.get('authData') as Uint8Array, hash);
    const sig = Uint8Array.from(sign('sha256', data, KeyObject.from(keys[signedBy].privateKey)));
    return new Map<unknown, unknown>([
      ['fmt', format],
      ['attStmt', new Map(Object.entries(format === 'packed' ? { alg: -7, sig, x5c } : { sig, x5c }))],
      ['authData', map.get('authData')],
    ]);
  });
}

type Keys = Readonly<Record<Party, CryptoKeyPair>>;

async function createKeys(): Promise<Keys> {
  const pair = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const [root, issuer, leaf, stranger] = await Promise.all([pair(), pair(), pair(), pair()]);
  return { root, issuer, leaf, stranger };
}

function certify(party: Party, keys: Keys, options: FullAttestation): Promise<X509Certificate> {
  const [from, until] = periods[options.validity ?? 'present'];
  const authority = party === 'leaf' ? (options.authority ?? false) : true;
  return X509CertificateGenerator.create({
    serialNumber: '01',
    subject: nameOf(party),
    issuer: nameOf(issuers[party]),
    notBefore: new Date(from),
    notAfter: new Date(until),
    publicKey: keys[party].publicKey,
    signingKey: keys[issuers[party]].privateKey,
    signingAlgorithm: algorithm,
    extensions: [new BasicConstraintsExtension(authority)],
  });
}

/** "Certificate Requirements for Packed Attestation Statements". */
const nameOf = (party: Party): string => `C=DE, O=Makers of Keys, OU=Authenticator Attestation, CN=${party}`;

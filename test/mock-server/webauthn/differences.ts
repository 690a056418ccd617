/** Cases on which this verifier and go-webauthn (v0.10, in webauthn4js) give different verdicts on purpose. */
export interface Difference {
  /** Names of cases; a number stands for all cases of that number. */
  readonly cases: readonly (string | number)[];
  /** Why our verdict is the one we want. */
  readonly because: string;
}

/** Inputs that this verifier refuses and that library accepts. */
export const stricter: readonly Difference[] = [
  {
    cases: [7, 8, 9],
    because: 'id, rawId and the ID in the authenticator data are one name of one credential.',
  },
  { cases: [13, 15], because: 'WebAuthn writes base64url without padding, and one value has one spelling.' },
  { cases: [18], because: 'These members mean something to JavaScript only, and nothing good.' },
  { cases: [19], because: 'What is not UTF-8 is not JSON.' },
  {
    cases: [
      '37 refuses the origin http://user@localhost:4400',
      '39 refuses the origin http://localhost:4400/, which does not match exactly',
      '39 refuses the origin http://localhost:4400/login, which does not match exactly',
      '39 refuses the origin HTTP://LOCALHOST:4400, which does not match exactly',
      '93 refuses the origin http://localhost:4400/',
    ],
    because: 'An origin is compared as a string, not as a URL whose parts are read.',
  },
  { cases: [40, 41, 42, 43, 94], because: 'No page of this relying party lives in a foreign frame.' },
  { cases: [49, 98], because: 'What cannot be backed up is not backed up ("Credential Backup State").' },
  { cases: [99], because: 'Eligibility for backup never changes ("Credential Backup State").' },
  {
    cases: [
      '51 refuses extensions that are the CBOR 01, not a map',
      '51 refuses extensions that are the CBOR 80, not a map',
      '51 refuses extensions that are the CBOR 63616263, not a map',
      '52 refuses bytes after the extensions',
      '66 refuses 30,000 nested arrays as extension outputs',
    ],
    because: 'Extension outputs are one CBOR map; that library takes whatever follows the key.',
  },
  { cases: [55], because: 'A credential ID has 1 to 1023 bytes.' },
  {
    cases: [
      59,
      60,
      61,
      '62 refuses the public key 80, not a map',
      '62 refuses the public key 01, not a map',
      '62 refuses the public key f6, not a map',
      '62 refuses the public key 40, not a map',
      '62 refuses a public key that carries the private one',
    ],
    because:
      'That library reads a key when it is used. One that never verifies would lock its owner out then.',
  },
  { cases: [65], because: 'An attestation object is one CBOR map and nothing else.' },
  {
    cases: ['68 refuses the attStmt missing', '68 refuses the attStmt null'],
    because: 'The statement is required, and an empty map for the format none.',
  },
  {
    cases: [
      '70 refuses a self attestation whose signature has a byte too many',
      '102 refuses a byte after the signature',
      '102 refuses a byte inside the sequence, after s',
    ],
    because: 'DER has one spelling of a value; whoever takes others lets one signature become two.',
  },
  { cases: ['71 refuses the x5c "x"', '71 refuses the x5c {}'], because: 'x5c is a list of certificates.' },
  {
    cases: ['71 refuses a chain with a gap', '71 refuses the self-signed root inside x5c'],
    because:
      'That library leaves chains to metadata, of which there is none here; a chain can be checked in itself.',
  },
  {
    cases: ['103 refuses attested credential data, which belong to registrations'],
    because: 'An assertion must not include them ("Authenticator Data").',
  },
  { cases: [100], because: 'That library only sets cloneWarning. So does this one with `counter: "warn"`.' },
];

/** Inputs that this verifier accepts and that library refuses. */
export const milder: readonly Difference[] = [
  {
    cases: ['registration: a byte order mark', 'assertion: a byte order mark'],
    because: 'The standard reads client data by "UTF-8 decode", which strips it.',
  },
];

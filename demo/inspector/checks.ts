import type { RecordedCall } from './call.ts';
import type { Decoded } from './credential-facts.ts';

/** One demand of WebAuthn Level 3, sections "Registering a New Credential" and "Verifying an Authentication Assertion". */
export interface Check {
  readonly demand: string;
  /** `unseen`: only the server can tell, e.g. whether the signature fits the stored key. `waived`: not demanded. */
  readonly is: 'met' | 'broken' | 'unseen' | 'waived';
}

/** What an onlooker needs to judge a credential. */
export interface Surroundings {
  readonly origin: string;
  /** Challenges of the calls that came before. */
  readonly challenges: ReadonlySet<string>;
  /** SHA-256 of the RP IDs that begin has named, hexadecimal. */
  readonly rpIdHashes: ReadonlyMap<string, string>;
}

/** The main demands, in the order of the standard, with what can be seen from outside. */
export function checksOf(call: RecordedCall, decoded: Decoded, around: Surroundings): readonly Check[] {
  const { clientData, authenticatorData } = decoded;
  const enrols = call.credential?.response?.attestationObject !== undefined;
  const flag = (name: string) => authenticatorData?.flags.some((one) => one.name === name && one.on) ?? false;
  const accepted = call.status < 400;
  return [
    check(
      `Type is webauthn.${enrols ? 'create' : 'get'}`,
      clientData?.type === `webauthn.${enrols ? 'create' : 'get'}`,
    ),
    check('Challenge is one that this server issued', around.challenges.has(clientData?.challenge ?? '')),
    check(`Origin is ${around.origin}`, clientData?.origin === around.origin),
    check(
      'RP ID hash is that of the relying party',
      around.rpIdHashes.has(authenticatorData?.rpIdHash ?? ''),
    ),
    presence(flag('UP'), enrols && accepted),
    check('Backed up only if it may be', flag('BE') || !flag('BS')),
    ...(enrols ? [check('A new credential is inside', flag('AT'))] : []),
    {
      demand: enrols ? 'The credential is new here' : 'The credential is known here',
      is: accepted ? 'met' : 'unseen',
    },
    ...(enrols
      ? []
      : [
          {
            demand: 'The signature fits the stored key',
            is: accepted ? ('met' as const) : ('unseen' as const),
          },
        ]),
  ];
}

/** Silent creation is the one path on which the server takes a passkey that nobody touched. */
const presence = (isPresent: boolean, isTaken: boolean): Check =>
  !isPresent && isTaken
    ? { demand: 'The user was present: not demanded of silent creation', is: 'waived' }
    : check('The user was present', isPresent);

const check = (demand: string, met: boolean): Check => ({ demand, is: met ? 'met' : 'broken' });

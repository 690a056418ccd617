import type { RecordedCall } from './call.ts';
import type { Decoded } from './credential-facts.ts';

/** One demand of WebAuthn Level 3, sections "Registering a New Credential" and "Verifying an Authentication Assertion". */
export interface Check {
  readonly demand: string;
  /** `unseen`: only the server can decide, e.g. whether the signature fits the stored key. `waived`: not demanded. */
  readonly is: 'met' | 'broken' | 'unseen' | 'waived';
}

/** The context needed to judge a credential from outside. */
export interface Surroundings {
  readonly origin: string;
  /** Challenges of the calls that came before. */
  readonly challenges: ReadonlySet<string>;
  /** SHA-256 of the RP IDs that begin has named, hexadecimal. */
  readonly rpIdHashes: ReadonlyMap<string, string>;
}

/**
 * The main demands, in the order of the standard, with what can be seen from outside; the one that the server names
 * as its reason to refuse counts as broken, even if it looks met from outside.
 */
export function checkCall(call: RecordedCall, decoded: Decoded, around: Surroundings): readonly Check[] {
  const enrols = call.credential?.response?.attestationObject !== undefined;
  const reason = call.status < 400 ? undefined : (call.reason ?? '');
  const demands = [
    ...clientDemands(decoded, around, enrols ? 'webauthn.create' : 'webauthn.get'),
    ...authenticatorDemands(decoded, around, enrols && reason === undefined),
    ...keyDemands(decoded, enrols, reason === undefined ? 'met' : 'unseen'),
  ];
  return demands.map(({ demand, is, named }) => ({
    demand,
    is: reason !== undefined && named.test(reason) ? 'broken' : is,
  }));
}

interface Demand extends Check {
  /** How the server's reason names it. */
  readonly named: RegExp;
}

function clientDemands({ clientData }: Decoded, around: Surroundings, type: string): readonly Demand[] {
  const isIssued = around.challenges.has(clientData?.challenge ?? '');
  return [
    demand(`Type is ${type}`, clientData?.type === type, /response type/i),
    demand('Challenge is one that this server issued, and not used yet', isIssued, /challenge/i),
    demand(`Origin is ${around.origin}`, clientData?.origin === around.origin, /origin/i),
  ];
}

function authenticatorDemands(
  { authenticatorData }: Decoded,
  around: Surroundings,
  isNew: boolean,
): readonly Demand[] {
  const isOn = (name: string) => authenticatorData?.flags.some((one) => one.name === name && one.on) ?? false;
  const rpId = around.rpIdHashes.get(authenticatorData?.rpIdHash ?? '');
  return [
    demand(`RP ID hash is that of ${rpId ?? 'the relying party'}`, rpId !== undefined, /RP ID/i),
    presence(isOn('UP'), isNew),
    demand('Backed up only if it may be', isOn('BE') || !isOn('BS'), /back(ed )?up/i),
  ];
}

function keyDemands(
  { authenticatorData }: Decoded,
  enrols: boolean,
  is: 'met' | 'unseen',
): readonly Demand[] {
  const isInside = authenticatorData?.credential !== undefined;
  return enrols
    ? [
        demand('A new credential is inside', isInside, /attested credential|public key/i),
        { demand: 'The credential is new here', is, named: /passkey is/i },
      ]
    : [
        { demand: 'The credential is known here', is, named: /passkey is|stored credential/i },
        { demand: 'The signature fits the stored key', is, named: /signature is/i },
      ];
}

/** Silent creation is the one path on which the server accepts a passkey made without user presence. */
const presence = (isPresent: boolean, isTaken: boolean): Demand =>
  !isPresent && isTaken
    ? {
        demand: 'The user was present: not demanded of silent creation',
        is: 'waived',
        named: /user.*present/i,
      }
    : demand('The user was present', isPresent, /user.*present/i);

const demand = (text: string, isMet: boolean, named: RegExp): Demand => ({
  demand: text,
  is: isMet ? 'met' : 'broken',
  named,
});

import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { offeredAlgorithms } from '../../../mock-server/domain/passkeys/creation-options.ts';
import {
  Malformed,
  NotVerified,
  parseAssertion,
  parseRegistration,
  verifyAssertion,
  verifyRegistration,
  type VerifiedRegistration,
} from '../../../mock-server/webauthn/index.ts';
import type { Device } from '../../support/device.ts';
import type { Begun, GoWebAuthn } from '../../support/go-webauthn.ts';
import { origin } from '../calls.ts';

type Verdict = 'accepted' | 'refused';

/** Verdicts of this verifier and of go-webauthn on the same ceremony. */
export interface Verdicts {
  readonly ours: Verdict;
  readonly theirs: Verdict;
}

const begun: Begun = { challenge: 'wAL1AK0PzYZQWJJp_Updc5yQWitERCyHq1eLjLQAju0', userHandle: '-_--AQ' };
const creation = {
  rp: { id: 'localhost', name: 'Acme' },
  user: { id: begun.userHandle, name: 'ada', displayName: 'Ada' },
  challenge: begun.challenge,
  pubKeyCredParams: offeredAlgorithms.map((alg) => ({ type: 'public-key', alg })),
};
const expected = {
  challenge: begun.challenge,
  origins: [origin],
  rpId: 'localhost',
  requireUserVerification: false,
  now: new Date(Date.UTC(2026, 0, 5)),
};

/** @param change applied to a genuine registration before it is sent */
export async function registrationVerdict(
  go: GoWebAuthn,
  device: Device,
  change: (genuine: RegistrationResponseJSON, device: Device) => unknown,
): Promise<Verdicts> {
  const body: unknown = await change(device.create(creation), device);
  return {
    ours: await ourVerdict(() => verifyNew(body)),
    theirs: await theirVerdict(() => go.register(begun, body)),
  };
}

/**
 * @param change applied to a genuine assertion before it is sent
 * @param enrol change applied to the registration before it
 */
export async function signInVerdict(
  go: GoWebAuthn,
  device: Device,
  change: (genuine: AuthenticationResponseJSON, device: Device) => unknown,
  enrol = (genuine: RegistrationResponseJSON) => genuine,
): Promise<Verdicts> {
  const registration = enrol(device.create(creation));
  const kept = await verifyNew(registration);
  const keptByGo = await go.register(begun, registration);
  const allowCredentials = [{ type: 'public-key', id: registration.id }];
  const genuine = device.get({ challenge: begun.challenge, rpId: 'localhost', allowCredentials });
  const body: unknown = await change(genuine, device);
  return {
    ours: await ourVerdict(() => verifyUsed(kept, body)),
    theirs: await theirVerdict(() => go.signIn(begun, keptByGo, body)),
  };
}

const verifyNew = (body: unknown): Promise<VerifiedRegistration> =>
  verifyRegistration(parseRegistration(body), {
    ...expected,
    allowUserAbsent: false,
    algorithms: offeredAlgorithms,
  });

const verifyUsed = ({ flags, ...kept }: VerifiedRegistration, body: unknown): Promise<unknown> =>
  verifyAssertion(
    parseAssertion(body),
    { ...kept, backupEligible: flags.backupEligible },
    { ...expected, counter: 'reject' },
  );

async function ourVerdict(verify: () => Promise<unknown>): Promise<Verdict> {
  try {
    await verify();
    return 'accepted';
  } catch (error) {
    if (error instanceof Malformed || error instanceof NotVerified) return 'refused';
    throw error;
  }
}

const theirVerdict = (verify: () => Promise<unknown>): Promise<Verdict> =>
  verify().then(
    () => 'accepted',
    () => 'refused',
  );

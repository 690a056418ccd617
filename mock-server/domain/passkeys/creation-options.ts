import type { CredentialCreation } from '../../../src/api/contract.ts';
import type { Ceremony, Passkey } from '../../store/state.ts';
import { challengeLifetime } from './challenges.ts';
import type { RequestContext } from '../context.ts';

/** COSE algorithms in the order of the vendor's library: ECDSA, RSASSA-PKCS1-v1_5, RSASSA-PSS, EdDSA. */
export const offeredAlgorithms = [-7, -35, -36, -257, -258, -259, -37, -38, -39, -8] as const;

export interface Account {
  readonly name: string;
  readonly displayName: string;
  /** base64url. */
  readonly handle: string;
}

/** WebAuthn Level 3, section "PublicKeyCredentialCreationOptionsJSON"; Smart differs by `residentKey` alone. */
export function creationOptions(
  context: RequestContext,
  { challenge, family, relyingParty }: Ceremony,
  account: Account,
  exclude: readonly Passkey[],
): CredentialCreation {
  const { userVerification } = context.rules;
  return {
    publicKey: {
      rp: { name: context.state.tenant.name, id: relyingParty.id },
      user: { name: account.name, displayName: account.displayName, id: account.handle },
      challenge,
      pubKeyCredParams: offeredAlgorithms.map((alg) => ({ type: 'public-key', alg })),
      timeout: challengeLifetime,
      ...(exclude.length > 0 ? { excludeCredentials: exclude.map(descriptor) } : {}),
      authenticatorSelection:
        family === 'usernameless_webauthn'
          ? { residentKey: 'required', userVerification }
          : { userVerification },
    },
  };
}

/** A passkey as begin lists it; `transports` is absent when none are known. */
export function descriptor(passkey: Pick<Passkey, 'credentialId' | 'transports'>) {
  const transports = passkey.transports as AuthenticatorTransport[];
  return {
    type: 'public-key',
    id: passkey.credentialId,
    ...(transports.length > 0 ? { transports } : {}),
  } as const;
}

import { bytesOf } from '../base64.ts';
import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '../api/contract.ts';
import { createCredential, type PromptOptions } from './prompt.ts';
import { descriptor, envelope, ownJson, read, required, textOf } from './credential-json.ts';

/**
 * Asks for a new passkey: Web Authentication Level 3, section 5.1.3 "Create a New Credential".
 *
 * @throws PasskeyError
 */
export async function createPasskey(
  json: PublicKeyCredentialCreationOptionsJSON,
  prompt: PromptOptions,
): Promise<RegistrationResponseJSON> {
  const { rp, timeout, authenticatorSelection } = json;
  const discoverable = authenticatorSelection?.residentKey === 'required';
  return registrationJson(
    await createCredential(creationOptions(json), { rpId: rp.id, timeout, discoverable }, prompt),
  );
}

/** By the browser's own parser, or where there is none by hand. */
function creationOptions(json: PublicKeyCredentialCreationOptionsJSON): PublicKeyCredentialCreationOptions {
  const { challenge, user, excludeCredentials, ...rest } = json;
  return (
    read(() => PublicKeyCredential.parseCreationOptionsFromJSON(json as unknown as NativeJson)) ?? {
      ...(rest as Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user'>),
      challenge: bytesOf(challenge, 'publicKey.challenge'),
      user: { ...user, id: bytesOf(user.id, 'publicKey.user.id') },
      ...(excludeCredentials && { excludeCredentials: excludeCredentials.map(descriptor) }),
    }
  );
}

/** The same JSON; the DOM's type knows neither `undefined` members nor SimpleWebAuthn's unions. */
type NativeJson = Parameters<typeof PublicKeyCredential.parseCreationOptionsFromJSON>[0];

function registrationJson(credential: PublicKeyCredential): RegistrationResponseJSON {
  const whole = ownJson(credential, ['clientDataJSON', 'attestationObject']);
  if (whole) return whole as RegistrationResponseJSON;
  const response = (): AuthenticatorAttestationResponse =>
    credential.response as AuthenticatorAttestationResponse;
  const transports = read(() => response().getTransports());
  const authenticatorData = textOf(() => response().getAuthenticatorData());
  return {
    ...envelope(credential),
    response: {
      clientDataJSON: required('clientDataJSON', () => response().clientDataJSON),
      attestationObject: required('attestationObject', () => response().attestationObject),
      ...(authenticatorData !== undefined && { authenticatorData }),
      ...(Array.isArray(transports) && { transports }),
    },
  };
}

import { decodeBase64 } from '../base64.ts';
import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '../api/contract.ts';
import { promptBrowser, type PromptOptions } from './prompt.ts';
import {
  normalizeDescriptor,
  credentialFields,
  nativeJson,
  attempt,
  requireBytes,
  readBase64url,
} from './prompt.ts';

/**
 * Prompts for a new passkey: Web Authentication Level 3, section 5.1.3 "Create a New Credential".
 *
 * @throws PasskeyError
 */
export async function createPasskey(
  json: PublicKeyCredentialCreationOptionsJSON,
  prompt: PromptOptions,
): Promise<RegistrationResponseJSON> {
  const { challenge, user, excludeCredentials, ...rest } = json;
  // By the browser's own parser, where it has one.
  const options = attempt(() =>
    PublicKeyCredential.parseCreationOptionsFromJSON(json as unknown as NativeJson),
  ) ?? {
    ...(rest as Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user'>),
    challenge: decodeBase64(challenge, 'publicKey.challenge'),
    user: { ...user, id: decodeBase64(user.id, 'publicKey.user.id') },
    ...(excludeCredentials && { excludeCredentials: excludeCredentials.map(normalizeDescriptor) }),
  };
  const { rp, timeout, authenticatorSelection } = json;
  const discoverable = authenticatorSelection?.residentKey === 'required';
  const request = { rpId: rp.id, timeout, discoverable };
  return toRegistrationJson(await promptBrowser('create', options, request, prompt));
}

/** The same JSON; the DOM's type knows neither `undefined` members nor SimpleWebAuthn's unions. */
type NativeJson = Parameters<typeof PublicKeyCredential.parseCreationOptionsFromJSON>[0];

function toRegistrationJson(credential: PublicKeyCredential): RegistrationResponseJSON {
  const whole = nativeJson(credential, ['clientDataJSON', 'attestationObject']);
  if (whole) return whole as RegistrationResponseJSON;
  const response = (): AuthenticatorAttestationResponse =>
    credential.response as AuthenticatorAttestationResponse;
  const transports = attempt(() => response().getTransports());
  const authenticatorData = readBase64url(() => response().getAuthenticatorData());
  return {
    ...credentialFields(credential),
    response: {
      clientDataJSON: requireBytes('clientDataJSON', () => response().clientDataJSON),
      attestationObject: requireBytes('attestationObject', () => response().attestationObject),
      ...(authenticatorData !== undefined && { authenticatorData }),
      ...(Array.isArray(transports) && { transports }),
    },
  };
}

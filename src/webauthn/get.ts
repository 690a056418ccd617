import { bytesOf } from '../base64.ts';
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '../api/contract.ts';
import { getCredential, type PromptOptions } from './prompt.ts';
import { descriptor, envelope, ownJson, read, required, textOf } from './credential-json.ts';

/**
 * Asks for an assertion: Web Authentication Level 3, section 5.1.4 "Use an Existing Credential to Make an
 * Assertion".
 *
 * @throws PasskeyError
 */
export async function getAssertion(
  json: PublicKeyCredentialRequestOptionsJSON,
  prompt: PromptOptions,
): Promise<AuthenticationResponseJSON> {
  const { rpId, timeout } = json;
  return assertionJson(await getCredential(requestOptions(json), { rpId, timeout }, prompt));
}

/** By the browser's own parser, or where there is none by hand. */
function requestOptions(json: PublicKeyCredentialRequestOptionsJSON): PublicKeyCredentialRequestOptions {
  const { challenge, allowCredentials, ...rest } = json;
  return (
    read(() => PublicKeyCredential.parseRequestOptionsFromJSON(json as unknown as NativeJson)) ?? {
      ...(rest as Omit<PublicKeyCredentialRequestOptions, 'challenge'>),
      challenge: bytesOf(challenge, 'publicKey.challenge'),
      ...(allowCredentials && { allowCredentials: allowCredentials.map(descriptor) }),
    }
  );
}

/** The same JSON; the DOM's type knows neither `undefined` members nor SimpleWebAuthn's unions. */
type NativeJson = Parameters<typeof PublicKeyCredential.parseRequestOptionsFromJSON>[0];

function assertionJson(credential: PublicKeyCredential): AuthenticationResponseJSON {
  const whole = ownJson(credential, ['clientDataJSON', 'authenticatorData', 'signature']);
  if (whole) return whole as AuthenticationResponseJSON;
  const response = (): AuthenticatorAssertionResponse =>
    credential.response as AuthenticatorAssertionResponse;
  const userHandle = textOf(() => response().userHandle);
  return {
    ...envelope(credential),
    response: {
      clientDataJSON: required('clientDataJSON', () => response().clientDataJSON),
      authenticatorData: required('authenticatorData', () => response().authenticatorData),
      signature: required('signature', () => response().signature),
      ...(userHandle !== undefined && { userHandle }),
    },
  };
}

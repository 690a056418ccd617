import { decodeBase64 } from '../base64.ts';
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '../api/contract.ts';
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
 * Prompts for an assertion: Web Authentication Level 3, section 5.1.4 "Use an Existing Credential to Make an
 * Assertion".
 *
 * @throws PasskeyError
 */
export async function getAssertion(
  json: PublicKeyCredentialRequestOptionsJSON,
  prompt: PromptOptions,
): Promise<AuthenticationResponseJSON> {
  return toAssertionJson(await getByJson(json, prompt));
}

/** @returns a credential of another type only where the prompt asks for one */
export function getByJson(
  json: PublicKeyCredentialRequestOptionsJSON,
  prompt: PromptOptions,
): Promise<PublicKeyCredential> {
  const { challenge, allowCredentials, ...rest } = json;
  // By the browser's own parser, where it has one.
  const options = attempt(() =>
    PublicKeyCredential.parseRequestOptionsFromJSON(json as unknown as NativeJson),
  ) ?? {
    ...(rest as Omit<PublicKeyCredentialRequestOptions, 'challenge'>),
    challenge: decodeBase64(challenge, 'publicKey.challenge'),
    ...(allowCredentials && { allowCredentials: allowCredentials.map(normalizeDescriptor) }),
  };
  const { rpId, timeout } = json;
  return promptBrowser('get', options, { rpId, timeout }, prompt);
}

/** The same JSON; the DOM's type knows neither `undefined` members nor SimpleWebAuthn's unions. */
type NativeJson = Parameters<typeof PublicKeyCredential.parseRequestOptionsFromJSON>[0];

export function toAssertionJson(credential: PublicKeyCredential): AuthenticationResponseJSON {
  const whole = nativeJson(credential, ['clientDataJSON', 'authenticatorData', 'signature']);
  if (whole) return whole as AuthenticationResponseJSON;
  const response = (): AuthenticatorAssertionResponse =>
    credential.response as AuthenticatorAssertionResponse;
  const userHandle = readBase64url(() => response().userHandle);
  return {
    ...credentialFields(credential),
    response: {
      clientDataJSON: requireBytes('clientDataJSON', () => response().clientDataJSON),
      authenticatorData: requireBytes('authenticatorData', () => response().authenticatorData),
      signature: requireBytes('signature', () => response().signature),
      ...(userHandle !== undefined && { userHandle }),
    },
  };
}

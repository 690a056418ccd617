import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '../api/contract.ts';
import { PasskeyError } from '../errors.ts';
import { getByJson, toAssertionJson } from './get.ts';
import type { PromptOptions } from './prompt.ts';

/** A password that the person chose from those that the browser has saved for this site. */
export interface SavedPassword {
  readonly identifier: string;
  readonly password: string;
}

/** Of Credential Management Level 1. It is not in the DOM's types. */
type PasswordCredential = Credential & { readonly password?: unknown };

/**
 * Prompts in immediate mode for a passkey or a saved password, in one chooser. A browser that offers no passwords there
 * is asked for passkeys alone.
 *
 * @throws PasskeyError
 */
export async function getAssertionOrPassword(
  json: PublicKeyCredentialRequestOptionsJSON,
  prompt: Pick<PromptOptions, 'clock' | 'signal'>,
): Promise<AuthenticationResponseJSON | SavedPassword> {
  const ask = (password: boolean) => getByJson(json, { ...prompt, mediation: 'immediate', password });
  const credential = await (hasSavedPasswords()
    ? ask(true).catch((error: unknown) => {
        if (isUnsupported(error)) return ask(false);
        throw error;
      })
    : ask(false));
  return isPassword(credential) ? toSavedPassword(credential) : toAssertionJson(credential);
}

const hasSavedPasswords = (): boolean => typeof Reflect.get(globalThis, 'PasswordCredential') === 'function';

const isPassword = ({ type }: Credential): boolean => type === 'password';

function toSavedPassword({ id, password }: PasswordCredential): SavedPassword {
  if (typeof password === 'string') return { identifier: id, password };
  throw new PasskeyError('provider_error', 'The browser gave a saved password without the password.');
}

/** A browser refuses a combination of types that it does not take at once. */
function isUnsupported(error: unknown): boolean {
  const { cause } = Object(error) as { readonly cause?: unknown };
  return cause instanceof Error && (cause.name === 'NotSupportedError' || cause.name === 'TypeError');
}

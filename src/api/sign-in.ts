import type {
  CredentialAssertion,
  CredentialCreation,
  Family,
  PasswordReply,
  RegisterCompleteReply,
  SignInReply,
} from './contract.ts';
import type { HttpClient, HttpRequest } from './http-client.ts';
import { parseRequestOptions, parseCreationOptions } from './webauthn-options.ts';
import type { SignInCall } from './error-response.ts';
import { parsePasswordReply, parseRegisterReply, parseSignInReply } from './validate.ts';
import type { RequestOptions } from './self-service.ts';
import type { SignInEndpoints } from './issuer.ts';

/** A hosted page continues by posting its form, with these fields. */
export interface FormReply {
  /** Of the page that takes it, without a query. */
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
}

/** Sign-in and sign-up, without a token. The bodies may have been changed by the options `onBegin` and `onComplete`. */
export interface SignIn {
  loginBegin(family: Family, body: object, options?: RequestOptions): Promise<CredentialAssertion>;
  loginComplete(family: Family, body: object, options?: RequestOptions): Promise<SignInReply | FormReply>;
  password(body: object, options?: RequestOptions): Promise<PasswordReply | FormReply>;
  registerBegin(family: Family, body: object, options?: RequestOptions): Promise<CredentialCreation>;
  registerComplete(
    family: Family,
    body: object,
    options?: RequestOptions,
  ): Promise<RegisterCompleteReply | FormReply>;
}

export function signIn(http: HttpClient, endpoints: SignInEndpoints): SignIn {
  const post = async (request: HttpRequest): Promise<unknown> => (await http.post(request)).body;
  const to = (call: SignInCall, url: string, body: object, options?: RequestOptions): HttpRequest => ({
    call,
    url,
    token: 'none',
    body,
    signal: options?.signal,
  });
  const inFamily = (url: string, family: Family): string => url.replace('{family}', family);

  return {
    loginBegin: async (family, body, options) =>
      parseRequestOptions(
        await post(to('login/begin', inFamily(endpoints.loginBegin, family), body, options)),
      ),
    loginComplete: async (family, body, options) =>
      parseSignInReply(
        await post(to('login/complete', inFamily(endpoints.loginComplete, family), body, options)),
      ),
    password: async (body, options) =>
      parsePasswordReply(await post(to('login/password', endpoints.loginPassword, body, options))),
    registerBegin: async (family, body, options) =>
      parseCreationOptions(
        await post(to('register/begin', inFamily(endpoints.registerBegin, family), body, options)),
      ),
    registerComplete: async (family, body, options) =>
      parseRegisterReply(
        await post(to('register/complete', inFamily(endpoints.registerComplete, family), body, options)),
      ),
  };
}

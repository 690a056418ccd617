import type {
  CredentialAssertion,
  CredentialCreation,
  Family,
  PasswordReply,
  RegisterCompleteReply,
  SignInReply,
  TokenReply,
} from './contract.ts';
import type { HttpClient, HttpRequest } from './http-client.ts';
import {
  maybeStringAt,
  objectAt,
  parseCreateReply,
  parseCreationOptions,
  parseRequestOptions,
  stringAt,
  stringsAt,
} from './json.ts';
import type { SignInCall } from './error-response.ts';
import type { RequestOptions } from './self-service.ts';
import type { SignInEndpoints } from './urls.ts';

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

/**
 * Reply of a sign-in: tokens, or the address at which an OAuth transaction continues.
 *
 * @throws PasskeyError `bad_response` naming the field, like the other parsers here
 */
export function parseSignInReply(reply: unknown): SignInReply {
  const body = objectAt(reply, 'The reply');
  if ('redirect_to' in body) return { redirect_to: stringAt(body['redirect_to'], 'redirect_to') };
  return parseTokens(body);
}

/** RFC 6749, section 5.1 "Successful Response". */
export function parseTokens(reply: unknown): TokenReply {
  const body = objectAt(reply, 'The reply');
  stringAt(body['access_token'], 'access_token');
  stringAt(body['token_type'], 'token_type');
  maybeStringAt(body['id_token'], 'id_token');
  return body as unknown as TokenReply;
}

/** Reply of login/password: that of a sign-in, or a request for a second factor. */
export function parsePasswordReply(reply: unknown): PasswordReply {
  const body = objectAt(reply, 'The reply');
  if (!('second_factor' in body)) return parseSignInReply(body);
  const factor = objectAt(body['second_factor'], 'second_factor');
  return {
    second_factor: {
      mechanisms: stringsAt(factor['mechanisms'], 'second_factor.mechanisms'),
      login_id: stringAt(factor['login_id'], 'second_factor.login_id'),
      login_state: stringAt(factor['login_state'], 'second_factor.login_state'),
    },
  };
}

/** Reply of register/complete: that of a registration or of a sign-in. */
export function parseRegisterReply(reply: unknown): RegisterCompleteReply {
  const body = objectAt(reply, 'The reply');
  return 'credentials' in body ? parseCreateReply(body) : parseSignInReply(body);
}

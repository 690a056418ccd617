import type { CredentialCreation, Family } from './contract.ts';
import type { Call } from './error-response.ts';
import type { HttpClient, HttpRequest } from './http-client.ts';
import type { RequestOptions } from './self-service.ts';
import type { FormReply, SignIn } from './sign-in.ts';
import { parseCreationOptions, parseRequestOptions } from './json.ts';

/*
 * The protocol of the pages that Connect hosts for a pool. `/oauth2/authorize` leads people to one, with a transaction in
 * its query and a cookie. The calls are relative to the page's own URL. Their replies say only whether the credential was
 * accepted: the transaction continues with a form post, a navigation of the page.
 */

/** The address of a hosted page. */
export interface HostedPage {
  /** Origin and path, without a query. */
  readonly url: string;
  /** `server_id`, `login_id` and `login_state`, as the page's own query has them. */
  readonly query: string;
  /** Of the link in an activation message. */
  readonly code?: string;
}

/** The user of a second step or a re-authentication, according to the page's template. */
export interface HostedPageUser {
  readonly identifier?: string | undefined;
  readonly userId?: string | undefined;
}

/** `undefined` unless the URL carries a transaction of a workspace. */
export function parseHostedPage({ origin, pathname, search }: PageLocation): HostedPage | undefined {
  const found = new URLSearchParams(search);
  const query = new URLSearchParams();
  for (const name of ['server_id', 'login_id', 'login_state']) {
    const value = found.get(name);
    if (!value) return undefined;
    query.set(name, value);
  }
  const code = found.get('code');
  return { url: origin + pathname.replace(/\/+$/, ''), query: query.toString(), ...(code && { code }) };
}

export type PageLocation = Pick<Location, 'origin' | 'pathname' | 'search'>;

/** The sign-in calls, by the protocol of a hosted page. Passwords are sent with the page's form, not by a call. */
export function hostedSignIn(http: HttpClient, page: HostedPage, user: HostedPageUser): SignIn {
  const { request, post, finish } = hostedCalls(http, page);
  const registration = { ...page, url: registerUrl(page) };
  return {
    loginBegin: async (family, body, options) => {
      const { identifier = user.identifier ?? '' } = body as { readonly identifier?: string };
      const person = { identifier, user_id: user.userId ?? '' };
      const content = family === 'webauthn' ? { text: JSON.stringify(person) } : {};
      return parseRequestOptions(
        await post({ ...request('login/options', `${family}/options`, options), ...content }),
      );
    },
    loginComplete: (family, body, options) =>
      finish(family, {
        ...request('login/finish', `${family}/finish`, options),
        text: toAssertionText(body),
      }),
    password: () => Promise.resolve({ form: { authn_mode: 'password_view' }, url: page.url }),
    registerBegin: async (family, body, options) => {
      const { identifier } = body as { readonly identifier?: string };
      const call = hostedCalls(http, registration).request('register/begin', `${family}/begin`, options);
      return parseCreationOptions(await post({ ...call, text: JSON.stringify({ identifier }) }));
    },
    registerComplete: async (family, body, options) => {
      const call = hostedCalls(http, registration).request('register/finish', `${family}/finish`, options);
      const { form } = await finish(family, { ...call, text: JSON.stringify(body) });
      return { form: { ...form, action: 'submit' }, url: registration.url };
    },
  };
}

/** Registration on a hosted page by somebody who proved to own an account: by an activation link, or by a code. */
export interface HostedRegistration {
  begin(family: Family, options?: RequestOptions): Promise<CredentialCreation>;
  finish(family: Family, credential: object, options?: RequestOptions): Promise<FormReply>;
}

/** The new account of an activation link. Its code authorizes both calls. */
export function hostedActivation(http: HttpClient, page: HostedPage, code: string): HostedRegistration {
  const withCode = { ...page, query: `${page.query}&${new URLSearchParams({ code }).toString()}` };
  const { request, finish } = hostedCalls(http, withCode);
  return {
    begin: async (family, options) =>
      parseCreationOptions((await http.get(request('register/begin', `${family}/begin`, options))).body),
    finish: (family, credential, options) =>
      finish(family, {
        ...request('register/finish', `${family}/finish`, options),
        text: JSON.stringify(credential),
      }),
  };
}

/** The account of a lost passkey, after a code by mail. Connect offers it for Classic only. */
export function hostedRecovery(http: HttpClient, page: HostedPage, identifier: string): HostedRegistration {
  const { request, post, finish } = hostedCalls(http, page);
  return {
    begin: async (family, options) =>
      parseCreationOptions(
        await post({
          ...request('register/begin', `${family}/begin`, options),
          text: JSON.stringify({ identifier }),
        }),
      ),
    finish: (family, credential, options) =>
      finish(family, {
        ...request('register/finish', `${family}/finish`, options),
        text: JSON.stringify(credential),
      }),
  };
}

/** The sibling page on which people sign up. */
export const registerUrl = ({ url }: HostedPage): string => url.replace(/\/[^/]+$/, '/register');

/** `authn_mode` of the page's form, by family. */
const views: Readonly<Record<Family, string>> = {
  webauthn: 'web_authn_view',
  'usernameless-webauthn': 'usernameless_web_authn_view',
};

function hostedCalls(http: HttpClient, { url, query }: HostedPage) {
  return {
    request: (call: Call, path: string, options?: RequestOptions): HttpRequest => ({
      call,
      url: `${url}/${path}?${query}`,
      token: 'none',
      signal: options?.signal,
    }),
    post: async (request: HttpRequest): Promise<unknown> => (await http.post(request)).body,
    finish: async (family: Family, request: HttpRequest): Promise<FormReply> => {
      await http.post({ ...request, ignoreReply: true });
      return { form: { authn_mode: views[family], web_authn_error: '' }, url };
    },
  };
}

/** The members that Connect's own page sends; `userHandle` is `""` if the authenticator gave none. */
function toAssertionText(body: object): string {
  const { id, rawId, type, response } = body as Readonly<Record<string, unknown>>;
  return JSON.stringify({ id, rawId, type, response: { userHandle: '', ...(response as object) } });
}

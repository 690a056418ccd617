import type { CreateCompleteReply, CredentialCreation, Family, RenameBody, SelfProfile } from './contract.ts';
import type { TokenSettings } from './bearer-token.ts';
import type { HttpClient, HttpRequest } from './http-client.ts';
import { parseCreationOptions } from './webauthn-options.ts';
import { segment } from './urls.ts';
import type { SelfCall } from './error-response.ts';
import { parseCreateReply, parseProfile } from './validate.ts';

export interface RequestOptions {
  /** Aborts the call, which then rejects with `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** The browser completes the call although the page is left. */
  readonly keepalive?: boolean | undefined;
}

export interface MeOptions extends RequestOptions {
  /** Sent instead of the page's current token, to read the profile of the user of this one. */
  readonly accessToken?: string | undefined;
}

/** Self-service API: a signed-in user's own passkeys. `id` is the ID of a record in `me`. */
export interface SelfService {
  createBegin(family: Family, options?: CreateBeginOptions): Promise<CredentialCreation>;
  createComplete(family: Family, credential: object, options?: RequestOptions): Promise<CreateCompleteReply>;
  me(options?: MeOptions): Promise<SelfProfile>;
  rename(id: string, name: string, options?: RequestOptions): Promise<void>;
  remove(id: string, options?: RequestOptions): Promise<void>;
}

export interface CreateBeginOptions extends RequestOptions {
  /** `conditional`: silent creation, for which the server accepts user-present = 0. */
  readonly mediation?: 'conditional';
}

/**
 * @param base `…/identity`, without a trailing slash
 * @param tokens read instead of the HTTP client's own
 */
export function selfService(http: HttpClient, base: string, tokens?: TokenSettings): SelfService {
  const to = (call: SelfCall, path: string, options?: RequestOptions, body?: object): HttpRequest => ({
    call,
    url: `${base}/v2/self/${path}`,
    token: 'bearer',
    tokens,
    signal: options?.signal,
    keepalive: options?.keepalive,
    ...(body && { body }),
  });
  const passkey = (id: string): string => `webauthn/${segment(id)}`;

  return {
    createBegin: async (family, options) =>
      parseCreationOptions(
        (await http.post(to('create/begin', `${family}/create/begin${query(options)}`, options))).body,
      ),
    createComplete: async (family, credential, options) =>
      parseCreateReply(
        (await http.post(to('create/complete', `${family}/create/complete`, options, credential))).body,
      ),
    me: async (options) =>
      parseProfile((await http.get({ ...to('me', 'me', options), accessToken: options?.accessToken })).body),
    rename: async (id, name, options) => {
      await http.put(to('rename', `${passkey(id)}/name`, options, { name } satisfies RenameBody));
    },
    remove: async (id, options) => {
      await http.delete(to('remove', passkey(id), options));
    },
  };
}

const query = (options?: CreateBeginOptions): string =>
  options?.mediation ? `?mediation=${options.mediation}` : '';

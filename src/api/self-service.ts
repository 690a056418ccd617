import type { CreateCompleteReply, CredentialCreation, Family, RenameBody, SelfProfile } from './contract.ts';
import type { TokenSettings } from './bearer-token.ts';
import type { HttpClient, HttpRequest } from './http-client.ts';
import {
  listAt,
  maybeStringAt,
  objectAt,
  parseCreateReply,
  parseCreationOptions,
  stringAt,
  stringsAt,
  type JsonObject,
} from './json.ts';
import { segment } from './urls.ts';
import type { SelfCall } from './error-response.ts';

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

/** Reply of `GET me`. Every member may be absent or `null`. @throws PasskeyError `bad_response` naming the field */
export function parseProfile(reply: unknown): SelfProfile {
  const body = objectAt(reply, 'The reply');
  checkCredentials(body, false);
  for (const list of mechanismLists) stringsAt(body[list], list);
  listAt(body['identifiers'], 'identifiers').forEach((entry, index) => {
    stringAt(objectAt(entry, `identifiers[${index}]`)['identifier'], `identifiers[${index}].identifier`);
  });
  return body;
}

const mechanismLists = [
  'allowed_authentication_mechanisms',
  'authentication_mechanisms',
  'second_factor_authentication_mechanisms',
];

/** Optional members of a passkey's record. */
const credentialStrings = [
  'name',
  'aaguid',
  'credential_id',
  'discoverable_id',
  'created_at',
  'updated_at',
  'last_used_at',
];

/** @throws PasskeyError `bad_response` naming the field */
export function checkCredentials(body: JsonObject, withId: boolean): void {
  listAt(body['credentials'], 'credentials').forEach((entry, index) => {
    const at = `credentials[${index}]`;
    const credential = objectAt(entry, at);
    const type = stringAt(credential['type'], `${at}.type`);
    if (withId || type === 'webauthn') stringAt(credential['id'], `${at}.id`);
    for (const name of credentialStrings) maybeStringAt(credential[name], `${at}.${name}`);
    stringsAt(credential['transports'], `${at}.transports`);
  });
}

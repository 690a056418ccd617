import type {
  AddCompleteBody,
  AddRequestBody,
  ByKeyBody,
  CreateCompleteReply,
  CredentialCreation,
  Family,
  RenameBody,
  UserDetails,
} from './contract.ts';
import type { HttpClient, HttpRequest, Reply } from './http-client.ts';
import { objectAt, parseCreateReply, parseCreationOptions, stringAt } from './json.ts';
import { segment } from './urls.ts';
import type { SystemCall } from './error-response.ts';
import { checkCredentials, type RequestOptions } from './self-service.ts';

export interface WriteOptions extends RequestOptions {
  /** `ETag` of the user as last read: the write is refused as `conflict` when it is out of date. */
  readonly ifMatch?: string;
}

export interface CodeOptions extends RequestOptions {
  /** Content of the message. Default of the API: `link`. */
  readonly codeType?: 'link' | 'code';
  /** Workspace with the message template to use. */
  readonly serverId?: string;
}

export interface UserReply {
  readonly user: UserDetails;
  /** For `ifMatch`; absent where the server sends none, or CORS hides it. */
  readonly etag?: string;
}

/**
 * System API: a backend or a helpdesk console manages the passkeys of a pool's users. Failures reject with a
 * `PasskeyError`. `userId` and `id`, the ID of a credential's record, are those in the reply of `user`.
 */
export interface System {
  /**
   * Options for a new passkey, which the user's own browser creates.
   *
   * @example
   * ```ts
   * const { publicKey } = await system.createBegin(userId, 'usernameless-webauthn');
   * ```
   */
  createBegin(userId: string, family: Family, options?: RequestOptions): Promise<CredentialCreation>;
  /**
   * Adds the passkey that the user's browser created.
   *
   * @param credential the browser's `RegistrationResponseJSON`
   * @example
   * ```ts
   * await system.createComplete(userId, 'usernameless-webauthn', credential);
   * ```
   */
  createComplete(
    userId: string,
    family: Family,
    credential: object,
    options?: WriteOptions,
  ): Promise<CreateCompleteReply>;
  /**
   * Sends the code that `completeCode` takes. Resolves whether or not the address exists.
   *
   * @example
   * ```ts
   * await system.requestCode({ address: 'ada@example.com', userID: userId }, { codeType: 'code' });
   * ```
   */
  requestCode(body: AddRequestBody, options?: CodeOptions): Promise<void>;
  /**
   * Adds a Classic passkey with the code that was sent.
   *
   * @throws PasskeyError `wrong_code` whatever is wrong with it
   * @example
   * ```ts
   * const record = await toCredentialRecord(credential);
   * await system.completeCode({ code, new_web_authn: record, userID: userId });
   * ```
   */
  completeCode(body: AddCompleteBody, options?: RequestOptions): Promise<void>;
  /**
   * Removes any passkey, including the last one.
   *
   * @throws PasskeyError `not_found`, `conflict` and others
   * @example
   * ```ts
   * await system.remove(userId, passkey.id);
   * ```
   */
  remove(userId: string, id: string, options?: WriteOptions): Promise<void>;
  /**
   * Gives a passkey another name.
   *
   * @param name 1 to 64 characters
   * @example
   * ```ts
   * await system.rename(userId, passkey.id, 'Work laptop');
   * ```
   */
  rename(userId: string, id: string, name: string, options?: WriteOptions): Promise<void>;
  /**
   * The details of a user, with their credentials.
   *
   * @throws PasskeyError `not_found` and others
   * @example
   * ```ts
   * const { user, etag } = await system.user(userId);
   * ```
   */
  user(userId: string, options?: RequestOptions): Promise<UserReply>;
  /**
   * The user with that identifier or address.
   *
   * @throws PasskeyError `not_found` and others
   * @example
   * ```ts
   * const { user } = await system.userByKey({ identifier: 'ada@example.com' });
   * ```
   */
  userByKey(key: ByKeyBody, options?: RequestOptions): Promise<UserReply>;
}

/** The part of `HttpClient` that the system API uses. */
export type Sender = Pick<HttpClient, 'get' | 'post' | 'put' | 'delete'>;

/** @param base system base, without a trailing slash */
export function system(http: Sender, base: string, poolId: string): System {
  const pool = `${base}/system/pools/${segment(poolId)}`;
  const to = (call: SystemCall, path: string, options?: WriteOptions, body?: object): HttpRequest =>
    toRequest(call, `${pool}/${path}`, options, body);

  return {
    createBegin: async (userId, family, options) =>
      parseCreationOptions(
        (await http.post(to('system/create/begin', `${user(userId)}/${family}/create/begin`, options))).body,
      ),
    createComplete: async (userId, family, credential, options) => {
      const path = `${user(userId)}/${family}/create/complete`;
      return parseCreateReply(
        (await http.post(to('system/create/complete', path, options, credential))).body,
      );
    },
    requestCode: async (body, options) => {
      await http.post(to('system/add/request', `user/webauthn/add/request${query(options)}`, options, body));
    },
    completeCode: async (body, options) => {
      await http.post(to('system/add/complete', 'user/webauthn/add/complete', options, body));
    },
    remove: async (userId, id, options) => {
      await http.delete(to('system/remove', passkey(userId, id), options));
    },
    rename: async (userId, id, name, options) => {
      await http.put(
        to('system/rename', `${passkey(userId, id)}/name`, options, { name } satisfies RenameBody),
      );
    },
    user: async (userId, options) => parseUserReply(await http.get(to('system/user', user(userId), options))),
    userByKey: async (key, options) =>
      parseUserReply(await http.post(to('system/by_key', 'users/by_key', options, key))),
  };
}

const toRequest = (
  call: SystemCall,
  url: string,
  { signal, keepalive, ifMatch }: WriteOptions = {},
  body?: object,
): HttpRequest => ({
  call,
  url,
  token: 'bearer',
  signal,
  keepalive,
  ...(ifMatch !== undefined && { headers: { 'If-Match': ifMatch } }),
  ...(body && { body }),
});

const user = (id: string): string => `users/${segment(id)}`;
const passkey = (userId: string, id: string): string => `${user(userId)}/webauthn/${segment(id)}`;

function query({ codeType, serverId }: CodeOptions = {}): string {
  const search = new URLSearchParams({
    ...(codeType && { code_type_in_message: codeType }),
    ...(serverId && { server_id: serverId }),
  });
  const text = search.toString();
  return text && `?${text}`;
}

function parseUserReply({ body, etag }: Reply): UserReply {
  return { user: parseUser(body), ...(etag !== undefined && { etag }) };
}

/** Reply of Get User Details and of by_key. @throws PasskeyError `bad_response` naming the field */
export function parseUser(reply: unknown): UserDetails {
  const body = objectAt(reply, 'The reply');
  stringAt(body['id'], 'id');
  checkCredentials(body, true);
  return body as unknown as UserDetails;
}

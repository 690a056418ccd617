import { readClaims } from '../../api/json.ts';
import { withTimeout } from '../../async.ts';
import { PasskeyError } from '../../errors.ts';
import type { TokenSettings } from '../../api/bearer-token.ts';
import type { ClientContext } from '../context.ts';
import type { AccessToken } from '../types.ts';
import { selfService, type SelfService } from '../../api/self-service.ts';
import { selfServiceBase } from '../../api/urls.ts';
import type { SelfProfile } from '../../api/contract.ts';
import { tryBase64url } from '../../base64.ts';

type TokenContext = Pick<ClientContext, 'accessToken' | 'clock' | 'session'>;

interface TokenRead {
  readonly from: AccessToken;
  readonly session: number;
  goodUntil: number;
  readonly token: Promise<string>;
}

/** Milliseconds for which a token that was read is used again. */
const reuseMs = 60_000;

/** Milliseconds after which a token function that has not answered counts as failed. */
const readTimeoutMs = 15_000;

/**
 * The access token of one ceremony, kept in memory for at most a minute. It is read again after a refusal by the server,
 * after another sign-in or step-up of this client, after `forget()`, and when the page replaces its token function.
 */
export class CeremonyToken implements TokenSettings {
  readonly #context: TokenContext;
  #read: TokenRead | undefined;

  constructor(context: TokenContext) {
    this.#context = context;
  }

  /** @throws PasskeyError `configuration` without a token function, `server_error` when it does not answer in time */
  readonly accessToken = (): Promise<string> => {
    const { clock, session } = this.#context;
    const from = this.#context.accessToken();
    const last = this.#read;
    if (last?.from === from && last?.session === session.count && clock.now() < last.goodUntil) {
      return last.token;
    }
    const token = readAccessToken(this.#context);
    const read = from && { from, session: session.count, goodUntil: clock.now() + reuseMs, token };
    this.#read = read;
    token.then((text) => {
      // A JWT says itself when it ends.
      const { expiresAt = Infinity } = readClaims(text);
      if (read) read.goodUntil = Math.min(read.goodUntil, expiresAt * 1000);
    }, this.dropToken);
    return token;
  };

  readonly dropToken = (): void => {
    this.#read = undefined;
  };
}

/**
 * Calls the page's token function, within a time limit.
 *
 * @throws PasskeyError `configuration` or `server_error`, and whatever the function throws
 */
export async function readAccessToken({
  accessToken,
  clock,
}: Omit<TokenContext, 'session'>): Promise<string> {
  const read = accessToken();
  if (!read) throw new PasskeyError('configuration', 'This call needs the option accessToken.');
  const token = await withTimeout(clock, readTimeoutMs, Promise.resolve(read()), undefined);
  if (token !== undefined) return token;
  throw new PasskeyError('server_error', 'accessToken gave nothing within 15 seconds.', { inferred: true });
}

/** `sub` of the page's present token; `undefined` if it cannot be read. */
export async function currentSubject(context: Omit<TokenContext, 'session'>): Promise<string | undefined> {
  return readClaims(await readAccessToken(context).catch(() => undefined)).subject;
}

/** The person of an access token: `sub` of a JWT; an opaque token identifies only itself. */
export const identifyPerson = (token: string | undefined): string | undefined =>
  token === '' ? undefined : (readClaims(token).subject ?? token);

/** The self-service API with the token of one ceremony, so that the page's token function is called once for it. */
export function createSelfService(
  context: ClientContext,
  token: CeremonyToken = new CeremonyToken(context),
): SelfService {
  const { http, settings } = context;
  const service = selfService(http, selfServiceBase(settings), token);
  if (settings.passkeyIds !== 'webauthn') return service;
  return { ...service, me: async (options) => withWebAuthnIds(await service.me(options)) };
}

/** A passkey without `credential_id` keeps the ID of its record. */
const withWebAuthnIds = (profile: SelfProfile): SelfProfile => ({
  ...profile,
  credentials: (profile.credentials ?? []).map((record) => {
    const id = tryBase64url(record.credential_id);
    return id === undefined ? record : { ...record, id };
  }),
});

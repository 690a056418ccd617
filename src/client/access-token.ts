import { decodeBase64 } from '../base64.ts';
import { withTimeout } from '../async/clock.ts';
import { PasskeyError } from '../errors.ts';
import type { TokenSettings } from '../api/bearer-token.ts';
import type { ClientContext } from './context.ts';
import type { AccessToken } from './types.ts';

type TokenContext = Pick<ClientContext, 'accessToken' | 'clock' | 'session'>;

interface TokenRead {
  readonly from: AccessToken;
  readonly session: number;
  readonly goodUntil: number;
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
    this.#read = from && { from, session: session.count, goodUntil: clock.now() + reuseMs, token };
    token.then((text) => this.#expire(token, text), this.dropToken);
    return token;
  };

  readonly dropToken = (): void => {
    this.#read = undefined;
  };

  /** A JWT says itself when it ends (RFC 7519, section 4.1.4 "exp"). */
  #expire(token: Promise<string>, text: string): void {
    const { exp } = readClaims(text);
    if (typeof exp !== 'number' || this.#read?.token !== token) return;
    this.#read = { ...this.#read, goodUntil: Math.min(this.#read.goodUntil, exp * 1000) };
  }
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
  return readSubject(await readAccessToken(context).catch(() => undefined));
}

/**
 * `sub` of a JWT, not verified: it distinguishes people and proves nothing (RFC 7519, section 4.1.2 "sub").
 * `undefined` for an opaque token.
 */
export function readSubject(token: string | undefined): string | undefined {
  const { sub } = readClaims(token);
  return typeof sub === 'string' && sub !== '' ? sub : undefined;
}

/** `auth_time` of a JWT in seconds since the epoch (OpenID Connect Core, section 2 "ID Token"); not verified. */
export function readAuthTime(token: string | undefined): number | undefined {
  const { auth_time: authTime } = readClaims(token);
  return typeof authTime === 'number' && Number.isFinite(authTime) ? authTime : undefined;
}

function readClaims(token: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const payload = token?.split('.')[1];
    if (!payload) return {};
    const claims: unknown = JSON.parse(
      new TextDecoder().decode(decodeBase64(payload, 'the payload of a token')),
    );
    return Object(claims) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

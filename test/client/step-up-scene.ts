import assert from 'node:assert/strict';
import type { SelfProfile } from '../../src/api/contract.ts';
import { browserClock } from '../../src/async.ts';
import { createContext } from '../../src/client/context.ts';
import { createSignInClient } from '../../src/client/create-passkeys.ts';
import type { Passkeys, PasskeysConfig } from '../../src/client/types.ts';
import type { PasskeyError } from '../../src/errors.ts';
import { answeringAtOnce, fakePage } from '../support/fake-page.ts';

export const tokenOf = (sub: string): string =>
  `e30.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.x`;
export const tokensOf = (sub: string) => ({ access_token: tokenOf(sub), token_type: 'Bearer' });
export const codeOf = (error: unknown): unknown => (error as PasskeyError).code;
export const ada: SelfProfile = {
  id: 'u1',
  authentication_mechanisms: ['password', 'usernameless_webauthn'],
  identifiers: [{ identifier: 'ada@example.com' }],
  credentials: [{ id: 'c1', type: 'webauthn', updated_at: '' }],
};

/** Answers with a status: a refusal of the server. */
export class Refusal {
  readonly status: number;
  readonly errorCode: string;
  constructor(status: number, errorCode: string) {
    this.status = status;
    this.errorCode = errorCode;
  }
}
export const tooOld = new Refusal(401, 'reauthentication_required');
export const down = new Refusal(500, 'down');

const issuer = 'https://connect.example.com/acme/shop';

/**
 * A client in Node with a server that refuses a call until the person has authenticated again. Its passkey prompt is
 * answered at once.
 */
export class Scene {
  readonly events: string[] = [];
  readonly calls: string[] = [];
  readonly begins: unknown[] = [];
  /** Tokens that `onTokens` was given. */
  readonly given: string[] = [];
  fresh = false;
  token = tokenOf('ada');
  /** Answers `me`, by the token that was sent. */
  me: (token: string) => SelfProfile | Refusal | Promise<SelfProfile | Refusal> = () => ada;
  /** Answers a sign-in with a passkey; absent: a passkey is asked for by mistake. */
  signInAgain: (() => object) | undefined;
  refusal: Refusal = tooOld;

  /** A call that needs a new authentication. */
  async call(config: Partial<PasskeysConfig> = {}, signal?: AbortSignal): Promise<string> {
    await this.client(config).rename('c1', 'Mac', signal ? { signal } : {});
    return 'done';
  }

  /** The same, on a client with an earlier sign-in. */
  async callSignedIn(sub: string, config: Partial<PasskeysConfig> = {}): Promise<string> {
    const client = this.client(config);
    this.#password = sub;
    await client.signInWithPassword(`${sub}@example.com`, 'secret');
    this.events.length = 0;
    this.given.length = 0;
    await client.rename('c1', 'Mac');
    return 'done';
  }

  client(config: Partial<PasskeysConfig>): Passkeys {
    fakePage('https://shop.example.com/', answeringAtOnce);
    const whole: PasskeysConfig = {
      issuer,
      poolId: 'customers',
      mode: 'classic',
      remember: false,
      accessToken: () => this.token,
      onTokens: ({ access_token: token }) => void this.given.push(token),
      onEvent: ({ ceremony, step, code }) => {
        if (ceremony === 'step-up') this.events.push([step, code].filter(Boolean).join(' '));
      },
      ...config,
      fetch: (url, init) => this.#answer(url as string, init ?? {}),
    };
    return createSignInClient(createContext(whole, browserClock));
  }

  #password = '';

  async #answer(url: string, init: RequestInit): Promise<Response> {
    const token = new Headers(init.headers).get('Authorization')?.replace('Bearer ', '') ?? '';
    if (url.endsWith('/name')) {
      this.calls.push('call');
      return this.fresh ? new Response(null, { status: 204 }) : reply(this.refusal);
    }
    if (url.endsWith('/me')) return reply(await this.me(token));
    if (url.endsWith('/login/password')) return reply(tokensOf(this.#password));
    if (url.endsWith('/begin')) {
      this.begins.push(JSON.parse(init.body as string));
      return reply({ publicKey: { challenge: 'AAAA' } });
    }
    if (url.endsWith('/complete'))
      return reply(this.signInAgain?.() ?? assert.fail('a passkey was asked for'));
    return assert.fail(url);
  }
}

function reply(body: object): Response {
  if (!(body instanceof Refusal)) return Response.json(body);
  return Response.json({ error_code: body.errorCode, error: 'no' }, { status: body.status });
}

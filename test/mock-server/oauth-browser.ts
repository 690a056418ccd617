import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { RedirectReply, TokenReply } from '../../src/api/contract.ts';
import { type Answer, origin, pool, type Calls } from './calls.ts';

export const verifier = 'correct-horse-battery-staple-correct-horse-battery';
export const request = {
  client_id: 'spa',
  redirect_uri: 'http://localhost:9999/callback',
  response_type: 'code',
  scope: 'openid profile email offline_access view_ss_profile manage_ss_profile',
  state: 'af0ifjsldkj',
  nonce: 'n-0S6_WzA2Mj',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};

export interface Credentials {
  readonly identifier: string;
  readonly password: string;
}

export const ada: Credentials = { identifier: 'ada@example.com', password: 'analytical engine' };
export const grace: Credentials = { identifier: 'grace@example.com', password: 'nanosecond wire' };

/** Header of a client that authenticates by HTTP Basic. */
export const basic = (id: string, secret: string) => ({ Authorization: `Basic ${btoa(`${id}:${secret}`)}` });

/** A browser at the authorization server: keeps its cookies, follows nothing by itself. */
export class Browser {
  readonly calls: Calls;
  readonly workspace: string;

  constructor(calls: Calls, workspace = 'shop') {
    this.calls = calls;
    this.workspace = workspace;
  }

  get issuer(): string {
    return `${origin}/acme/${this.workspace}`;
  }

  /** Another browser at the same workspace. */
  another(): Browser {
    return new Browser(this.calls.fromAnotherBrowser(), this.workspace);
  }

  get(url: string, headers = {}): Promise<Response> {
    return this.calls.send('GET', url, { headers });
  }

  authorizeUrl(about: Readonly<Record<string, string | undefined>> = {}): string {
    const query = Object.entries({ ...request, ...about }).filter((entry) => entry[1] !== undefined);
    return `${this.issuer}/oauth2/authorize?${new URLSearchParams(query).toString()}`;
  }

  /** Where an authorization request leads. */
  async authorize(about: Readonly<Record<string, string | undefined>> = {}): Promise<URL> {
    const reply = await this.get(this.authorizeUrl(about));
    assert.equal(reply.status, 302, await reply.clone().text());
    return new URL(reply.headers.get('Location') ?? '');
  }

  /** Signs in on the sign-in page that a URL leads to, and goes back to the client. */
  async signIn(page: URL, person: Credentials = ada): Promise<URL> {
    const answer = await this.enterPassword(page, person);
    return this.continueAt((answer.body as RedirectReply).redirect_to);
  }

  /** The first half of {@link signIn}. */
  enterPassword(page: URL, person: Credentials = ada): Promise<Answer> {
    const { login_id, login_state } = Object.fromEntries(page.searchParams);
    const body = { ...person, login_id, login_state };
    return this.calls.call('POST', `${pool}/login/password`, { body });
  }

  /** The second half of {@link signIn}: the URL that the client gets its answer by. */
  async continueAt(url: string): Promise<URL> {
    const reply = await this.get(url);
    return new URL(reply.headers.get('Location') ?? '');
  }

  /** Posts the form of a hosted page, as a browser without its script does. */
  submit({ href }: URL, form: Readonly<Record<string, string>>): Promise<Response> {
    return this.calls.send('POST', href, {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
  }

  post(path: string, form: Readonly<Record<string, string>>, headers = {}): Promise<Response> {
    return this.calls.send('POST', this.issuer + path, {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(form).toString(),
    });
  }

  exchange(code: string, about: Readonly<Record<string, string>> = {}): Promise<Response> {
    const { client_id, redirect_uri } = request;
    const form = { grant_type: 'authorization_code', client_id, redirect_uri, code, code_verifier: verifier };
    return this.post('/oauth2/token', { ...form, ...about });
  }

  refresh(refresh_token: string, about: Readonly<Record<string, string>> = {}): Promise<Response> {
    const form = { grant_type: 'refresh_token', client_id: request.client_id, refresh_token };
    return this.post('/oauth2/token', { ...form, ...about });
  }

  async tokens(about: Readonly<Record<string, string>> = {}, person?: Credentials): Promise<TokenReply> {
    const back = await this.signIn(await this.authorize(about), person);
    return readTokens(await this.exchange(codeOf(back)));
  }
}

export const codeOf = (url: URL): string => url.searchParams.get('code') ?? '';
export const errorOf = async (reply: Response): Promise<unknown> =>
  ((await reply.json()) as { error: unknown }).error;

export async function readTokens(reply: Response): Promise<TokenReply> {
  assert.equal(reply.status, 200, await reply.clone().text());
  return (await reply.json()) as TokenReply;
}

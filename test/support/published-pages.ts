import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  type WebAuthnCredential,
} from '@simplewebauthn/server';
import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { PageCall } from './page-call.ts';
import { openSite, pageReply, scriptReply, sendReply, type Site } from './site.ts';

export interface PagesOptions {
  /** Families that are active. */
  readonly families: readonly ('webauthn' | 'usernameless-webauthn')[];
  /** HTML of the page's body: of its template. */
  readonly template?: string;
  /** In place of a template and a script. */
  readonly page?: (query: URLSearchParams) => Promise<Response>;
  /** The script of the page. */
  readonly script?: string;
  /** Reply of a successful finish; its content is not published. Default: 200 without a body. */
  readonly finished?: () => { readonly status: number; readonly body?: string };
}

interface User {
  readonly id: string;
  readonly identifier: string;
  readonly passkeys: WebAuthnCredential[];
}

interface Transaction {
  readonly cookie: string;
  readonly state: string;
  challenge?: string | undefined;
  /** In a sign-up or an activation: the user to be. */
  candidate?: User | undefined;
  signedIn?: User | undefined;
}

const pool = '/acme/identity/customers';

/**
 * The hosted pages of a pool as the vendor's public templates use them, with real ceremonies: options, finish, and then
 * the form. A transaction belongs to the browser that began it at `/start`.
 */
export class PublishedPages {
  readonly calls: PageCall[] = [];
  readonly users: User[] = [];
  /** Codes of activation links, by user. */
  readonly codes = new Map<string, User>();
  readonly #options: PagesOptions;
  readonly #transactions = new Map<string, Transaction>();
  #site!: Site;

  private constructor(options: PagesOptions) {
    this.#options = options;
  }

  static async open(options: PagesOptions): Promise<PublishedPages> {
    const pages = new PublishedPages(options);
    pages.#site = await openSite(async (request, response) => {
      await sendReply(response, await pages.#answer(request));
    });
    return pages;
  }

  /** Leads to a hosted page in a new transaction; `page` may have a query of its own. */
  startUrl(page = 'login'): string {
    return `${this.#site.url}/start?page=${encodeURIComponent(page)}`;
  }

  get url(): string {
    return this.#site.url;
  }

  addUser(identifier: string): User {
    const user = { id: randomUUID(), identifier, passkeys: [] };
    this.users.push(user);
    return user;
  }

  /** As time does, or another sign-in. */
  endTransactions(): void {
    this.#transactions.clear();
  }

  close(): Promise<void> {
    return this.#site.close();
  }

  async #answer(request: IncomingMessage): Promise<Response> {
    const { method = 'GET', headers } = request;
    const url = new URL(request.url ?? '/', this.#site.url);
    if (url.pathname === '/page.js') return scriptReply(this.#options.script ?? '');
    if (url.pathname === '/start') return this.#start(url.searchParams.get('page') ?? '');
    if (url.pathname === '/app/callback') return pageReply('<h1>Signed in</h1>');
    if (!url.pathname.startsWith(`${pool}/`)) return refusal(404, 'There is no such page.');
    const path = url.pathname.slice(pool.length + 1);
    if (method === 'GET' && !path.endsWith('/begin')) {
      const {
        template = '',
        page = async () => pageReply(`${template}<script type="module" src="/page.js"></script>`),
      } = this.#options;
      return page(url.searchParams);
    }
    const query = Object.fromEntries(url.searchParams);
    const body = await text(request);
    this.calls.push({ method, path, query, contentType: headers['content-type'], body });
    const transaction = this.#transactions.get(query['login_id'] ?? '');
    const isBound =
      transaction?.state === query['login_state'] && headers.cookie?.includes(transaction?.cookie ?? 'none');
    if (!transaction || !isBound || query['server_id'] !== 'shop') {
      return refusal(410, 'The login session has expired.');
    }
    try {
      return await this.#step({ path, query, body, transaction });
    } catch (error) {
      return refusal(401, error instanceof Error ? error.message : 'Refused.');
    }
  }

  #start(page: string): Response {
    const transaction = { cookie: randomUUID(), state: randomUUID() };
    const id = randomUUID();
    this.#transactions.set(id, transaction);
    const url = new URL(`${pool}/${page}`, this.#site.url);
    url.searchParams.append('server_id', 'shop');
    url.searchParams.append('login_id', id);
    url.searchParams.append('login_state', transaction.state);
    return redirect(url.href, { 'Set-Cookie': `tx=${transaction.cookie}; HttpOnly; Path=/` });
  }

  async #step(step: Step): Promise<Response> {
    const [, family, call] = step.path.split('/');
    if (call === undefined) return this.#form(step);
    if (!this.#options.families.some((active) => active === family)) {
      return refusal(403, 'This method is not allowed here.');
    }
    if (call === 'options') return this.#requestOptions(step, family === 'webauthn');
    if (call === 'begin') return this.#creationOptions(step);
    if (step.transaction.candidate) await this.#register(step);
    else await this.#verify(step);
    const { status, body = null } = this.#options.finished?.() ?? { status: 200 };
    return new Response(body, { status, headers: { 'Content-Type': 'text/html' } });
  }

  #requestOptions({ body, transaction }: Step, isClassic: boolean): Response {
    const challenge = issueChallenge(transaction);
    const publicKey = { challenge, timeout: 300_000, rpId: 'localhost', hints: null };
    if (!isClassic) return Response.json({ publicKey });
    const { identifier, user_id: userId } = JSON.parse(body) as Readonly<Record<string, string>>;
    const user = this.users.find(({ id, ...one }) => one.identifier === identifier || id === userId);
    if (!user) throw new Error('Unknown user.');
    const allowCredentials = user.passkeys.map(({ id }) => ({ type: 'public-key', id, transports: null }));
    return Response.json({ publicKey: { ...publicKey, allowCredentials } });
  }

  #creationOptions({ path, query, body, transaction }: Step): Response {
    const { identifier } = (body ? JSON.parse(body) : {}) as Readonly<Record<string, string>>;
    const user = query['code'] ? this.codes.get(query['code']) : this.#candidate(path, identifier ?? '');
    if (!user) throw new Error('The code is wrong.');
    transaction.candidate = user;
    return Response.json({
      publicKey: {
        rp: { name: 'Acme', id: 'localhost' },
        user: { id: Buffer.from(user.id).toString('base64url'), name: user.identifier, displayName: '' },
        challenge: issueChallenge(transaction),
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: path.includes('usernameless') ? 'required' : undefined },
        excludeCredentials: null,
      },
    });
  }

  /** Sign-up is for new people, recovery for those who are there. */
  #candidate(path: string, identifier: string): User | undefined {
    if (path.startsWith('register/')) return { id: randomUUID(), identifier, passkeys: [] };
    return this.users.find((user) => user.identifier === identifier);
  }

  async #register({ body, transaction }: Step): Promise<void> {
    const user = transaction.candidate!;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: JSON.parse(body) as RegistrationResponseJSON,
      expectedChallenge: use(transaction),
      expectedOrigin: this.#site.url,
      expectedRPID: 'localhost',
      requireUserVerification: false,
    });
    if (!verified) throw new Error('The credential does not verify.');
    user.passkeys.push(registrationInfo.credential);
    if (!this.users.includes(user)) this.users.push(user);
    transaction.signedIn = user;
  }

  async #verify({ body, transaction }: Step): Promise<void> {
    const response = JSON.parse(body) as AuthenticationResponseJSON;
    const user = this.users.find(({ passkeys }) => passkeys.some(({ id }) => id === response.id));
    const credential = user?.passkeys.find(({ id }) => id === response.id);
    if (!user || !credential) throw new Error('Unknown passkey.');
    if (typeof response.response.userHandle !== 'string') throw new Error('userHandle is missing.');
    const { verified } = await verifyAuthenticationResponse({
      response: { ...response, clientExtensionResults: {} },
      credential,
      expectedChallenge: use(transaction),
      expectedOrigin: this.#site.url,
      expectedRPID: 'localhost',
      requireUserVerification: false,
    });
    if (!verified) throw new Error('The passkey does not verify.');
    transaction.signedIn = user;
  }

  /** Goes on with the transaction, or shows the page again. */
  #form({ body, query, transaction }: Step): Response {
    const fields = new URLSearchParams(body);
    if (!transaction.signedIn || fields.get('web_authn_error')) {
      return pageReply(`<h1>${fields.get('action') ?? fields.get('authn_mode') ?? ''}</h1>`);
    }
    this.#transactions.delete(query['login_id'] ?? '');
    return redirect('/app/callback?code=1');
  }
}

interface Step {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
  readonly transaction: Transaction;
}

function issueChallenge(transaction: Transaction): string {
  transaction.challenge = randomBytes(32).toString('base64url');
  return transaction.challenge;
}

/** A challenge is used once. */
function use(transaction: Transaction): string {
  const { challenge } = transaction;
  transaction.challenge = undefined;
  if (challenge === undefined) throw new Error('There is no challenge.');
  return challenge;
}

const refusal = (status: number, error: string): Response => Response.json({ error }, { status });

const redirect = (to: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status: 302, headers: { Location: to, ...headers } });

import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { openSite, type Site } from '../../support/site.ts';
import type { GoTemplates, ThemeData } from './go-templates.ts';

const path = '/acme/identity/customers/login';
const csrf = '<input type="hidden" name="csrf_token" value="c1">';

/** The data of a Smart sign-in that has just begun. */
export const start: ThemeData = {
  AuthnView: 'usernameless_web_authn_view',
  Identifier: '',
  UserID: '',
  UserDisplayName: '',
  Is2FAStep: false,
  IsForceAuthMode: false,
  AuthenticationMechanismsAvailability: {
    password: true,
    webauthn: false,
    usernameless_webauthn: true,
    otp: false,
    email_otp: false,
    sms_otp: false,
    totp: false,
  },
  FormError: null,
  SessionID: 'login&id=1',
  SessionState: 'state+1',
  ServerID: 'shop',
  PublicRegistration: true,
  ResetPasswordPath: '/acme/identity/customers/reset-password',
  ResetWebAuthnPath: '/acme/identity/customers/reset-webauthn',
  CsrfField: csrf,
};

const views: Readonly<Record<string, string>> = {
  change_to_password: 'password_view',
  change_to_web_authn: 'web_authn_view',
  change_to_usernameless_web_authn: 'usernameless_web_authn_view',
  change_to_totp: 'totp_view',
};

/** A form as it arrived. */
export interface Posted {
  readonly query: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
}

/** The pool's sign-in page: the theme in Go's engine, under a strict policy, with the answers that are published. */
export class HostedPage {
  /** Forms that arrived, newest last. */
  readonly posted: Posted[] = [];
  /** The transaction's state on the server, for the next pages. */
  data: ThemeData = start;
  /** Nonce that the policy has in place of the page's own. */
  nonceOfPolicy: string | undefined;
  readonly close: Site['close'];
  readonly #templates: GoTemplates;
  readonly #files: string;
  readonly #origin: string;

  private constructor({ url, close }: Site, templates: GoTemplates, files: string) {
    this.#origin = url;
    this.close = close;
    this.#templates = templates;
    this.#files = files;
  }

  /** @param files origin of the script and the style sheet */
  static async open(templates: GoTemplates, files: string): Promise<HostedPage> {
    const site = await openSite((request, response) => page.#answer(request, response));
    const page: HostedPage = new HostedPage(site, templates, files);
    return page;
  }

  get url(): string {
    const { SessionID: login_id, SessionState: login_state, ServerID: server_id } = this.data;
    const query = new URLSearchParams({ server_id, login_id, login_state });
    return `${this.#origin}${path}?${query.toString()}`;
  }

  /** A new transaction, with that known of it. */
  begin(known: Partial<ThemeData> = {}): void {
    this.data = { ...start, ...known };
    this.posted.length = 0;
    this.nonceOfPolicy = undefined;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.#origin);
    if (pathname !== path) {
      response.writeHead(404, { 'Content-Type': 'application/json' }).end('{"error":"not found"}\n');
      return;
    }
    if (request.method === 'POST') {
      const fields = Object.fromEntries(new URLSearchParams(await text(request)));
      this.posted.push({ query: Object.fromEntries(searchParams), fields });
      this.#goOn(fields);
    }
    await this.#send(response);
  }

  #goOn({ action = '', identifier = '', password, web_authn_error = '' }: Posted['fields']): void {
    const { data } = this;
    const Message = password === undefined ? web_authn_error : `Wrong password, ${identifier}`;
    const FormError = action === '' && Message !== '' ? { Errors: [{ Message }] } : null;
    this.data = { ...data, AuthnView: views[action] ?? data.AuthnView, Identifier: identifier, FormError };
  }

  async #send(response: ServerResponse): Promise<void> {
    const { html, headers } = await renderPage(this.#templates, this.#files, this.data, this.nonceOfPolicy);
    response.writeHead(200, headers).end(html);
  }
}

interface RenderedPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A page with a new nonce, and its strict policy. @param nonceOfPolicy in place of the page's own */
export async function renderPage(
  templates: GoTemplates,
  files: string,
  data: ThemeData,
  nonceOfPolicy?: string,
): Promise<RenderedPage> {
  const nonce = randomBytes(16).toString('base64');
  return {
    html: await templates.render(data, nonce),
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': strictPolicy(nonceOfPolicy ?? nonce, files),
    },
  };
}

const strictPolicy = (nonce: string, files: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${files}`,
    "connect-src 'self'",
    "img-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html 'allow-duplicates'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

import type { IncomingMessage, ServerResponse } from 'node:http';
import { isServerPath } from '../../../mock-server/app.ts';
import { mockListener, requestPath } from '../../../mock-server/hosts/listener.ts';
import { pageScripts } from '../../support/page-scripts.ts';
import { openSite, sendScript, type Site } from '../../support/site.ts';

/** Exactly the policy that a bank would send (docs/recipes/content-security-policy.md), without exceptions for tests. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html 'allow-duplicates'",
  "frame-ancestors 'none'",
].join('; ');

/** A site of one page under a strict policy, with the mock server on its origin. */
export class StrictSite {
  readonly url: string;
  readonly stop: Site['close'];

  private constructor({ url, close }: Site) {
    this.url = url;
    this.stop = close;
  }

  static async start(): Promise<StrictSite> {
    // One by one, so that each has its own copy of Lit.
    const bundles = ['page', 'acme-shell'].map((name) =>
      pageScripts(`test/elements/strict-page/${name}.ts`, { minify: true }),
    );
    const scripts = new Map((await Promise.all(bundles)).flatMap((own) => [...own]));
    return new StrictSite(await openSite(answerWith(scripts)));
  }

  pageAt(path: string, query: Readonly<Record<string, string>> = {}): string {
    return `${this.url}/${path}?${new URLSearchParams(query).toString()}`;
  }

  /** Back to the seeded world. */
  async reset(): Promise<void> {
    await this.#send('POST', '/_mock/reset', {});
  }

  /** Plans faults for the next calls that match: see `/_mock/scenario`. */
  async plan(scenario: object): Promise<void> {
    await this.#send('POST', '/_mock/scenario', scenario);
  }

  /** Changes the settings of a workspace. */
  async allow(workspace: string, ...mechanisms: readonly string[]): Promise<void> {
    const body = { authentication_mechanisms: mechanisms };
    await this.#send('PUT', `/api/admin/acme/servers/${workspace}`, body);
  }

  async setPool(changes: object): Promise<void> {
    await this.#send('PUT', '/api/identity/acme/system/pools/customers', changes);
  }

  /** The newest code that would have been sent. */
  async codeSent(): Promise<string> {
    const reply = await fetch(`${this.url}/_mock/outbox`);
    const { messages } = (await reply.json()) as { messages: readonly { code: string }[] };
    return messages.at(-1)?.code ?? 'none';
  }

  async #send(method: string, path: string, body: object): Promise<void> {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${await this.#token()}` };
    const reply = await fetch(this.url + path, { method, headers, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
  }

  async #token(): Promise<string> {
    const order = { workspace: 'system', client: 'backoffice', scope: 'identity manage_configuration' };
    const headers = { 'Content-Type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(order) };
    const reply = await fetch(`${this.url}/_mock/tokens`, request);
    return ((await reply.json()) as { access_token: string }).access_token;
  }
}

/** The page stands where an authorization sends people to sign in, too. */
function answerWith(scripts: ReadonlyMap<string, string>) {
  const mock = mockListener({});
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = requestPath(request);
    const script = scripts.get(path);
    if (script !== undefined) sendScript(response.setHeader('Cache-Control', 'max-age=600'), script);
    else if (isServerPath(path) && !isPage(request, path)) await mock(request, response);
    else sendStrictPage(request, response);
  };
}

const isPage = ({ method }: IncomingMessage, path: string) => method === 'GET' && path.endsWith('/login');

function sendStrictPage({ url = '/', headers }: IncomingMessage, response: ServerResponse): void {
  const { origin, pathname, searchParams } = new URL(url, `http://${headers.host ?? ''}`);
  const content = contents[pathname.split('/').at(-1)?.replace('login', 'sign-in') ?? ''];
  const about = {
    workspace: searchParams.get('workspace') ?? 'shop',
    lang: searchParams.get('lang') ?? 'en',
    besideLit: searchParams.get('beside') === 'lit',
  };
  response.writeHead(content ? 200 : 404, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
  });
  const isHosted = pathname.startsWith('/acme/');
  response.end(page(content?.(`${origin}/acme/${about.workspace}`, isHosted) ?? '', about));
}

const contents: Readonly<Record<string, (issuer: string, isHosted: boolean) => string>> = {
  'sign-in': (issuer, isHosted) => `
    <passkey-signin issuer="${issuer}" pool-id="customers" ${isHosted ? 'transaction="from-url"' : ''}>
      <form slot="other-ways" data-passkey-password>
        <label>Email <input autocomplete="username" /></label>
        <label>Password <input type="password" autocomplete="current-password" /></label>
        <button>Sign in with a password</button>
      </form>
    </passkey-signin>`,
  account: (issuer) => `<passkey-manager issuer="${issuer}"></passkey-manager>`,
  helpdesk: (issuer) => `<passkey-manager issuer="${issuer}" pool-id="customers"></passkey-manager>`,
  callback: () => '<p>Back at the shop.</p>',
};

function page(
  content: string,
  { lang, besideLit }: { readonly lang: string; readonly besideLit: boolean },
): string {
  return `<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <title>Acme</title>
        <script type="module" src="/page.js"></script>
        ${besideLit ? '<script type="module" src="/acme-shell.js"></script>' : ''}
      </head>
      <body><acme-shell>${content}</acme-shell></body>
    </html>`;
}

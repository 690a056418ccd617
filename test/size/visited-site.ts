import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import { isServerPath } from '../../mock-server/app.ts';
import { mockListener, requestPath } from '../../mock-server/hosts/listener.ts';
import type { CredentialCreation } from '../../src/api/contract.ts';
import { Device } from '../support/device.ts';
import { openSite, type Site } from '../support/site.ts';
import type { BuiltPage } from './builds.ts';
import type { PageName } from './limits.ts';

/** One request of a visit; moments in milliseconds. */
export interface Request {
  readonly path: string;
  readonly begin: number;
  end: number;
  /** Compressed bytes; 0 for everything that is no script. */
  bytes: number;
}

export interface VisitedSiteOptions {
  /** Milliseconds that each answer is late. */
  readonly latency: number;
  /** Gets every request of a visit, in order. */
  readonly requests?: Request[];
}

/** One origin: the page, its scripts (compressed) and the mock server. */
export async function openVisitedSite(
  name: PageName,
  { head, files }: BuiltPage,
  { latency, requests = [] }: VisitedSiteOptions,
): Promise<Site> {
  const mock = mockListener({});
  let token = '';
  const site = await openSite(async (request, response) => {
    const path = requestPath(request);
    if (path === '/favicon.ico') return void response.writeHead(404).end();
    const entry: Request = { path, begin: performance.now(), end: NaN, bytes: 0 };
    requests.push(entry);
    response.once('finish', () => (entry.end = performance.now()));
    await wait(latency);
    const script = files.get(path);
    if (script !== undefined) entry.bytes = sendCompressed(response, script);
    else if (isServerPath(path)) await mock(request, response);
    else response.setHeader('Content-Type', 'text/html').end(markup({ name, head, token }, site.url));
  });
  token = await prepare(name, site.url);
  // The page has no visitor yet.
  requests.length = 0;
  return site;
}

function sendCompressed(response: ServerResponse, script: string): number {
  const compressed = brotliCompressSync(script);
  response.setHeader('Content-Type', 'text/javascript').setHeader('Content-Encoding', 'br').end(compressed);
  return compressed.byteLength;
}

interface Markup {
  readonly name: PageName;
  readonly head: string;
  readonly token: string;
}

function markup({ name, head, token }: Markup, origin: string): string {
  const issuer = `${origin}/acme/shop`;
  const elements: Readonly<Record<PageName, string>> = {
    'sign-in': `<passkey-signin issuer="${issuer}" pool-id="customers"></passkey-signin>`,
    account: `<passkey-manager issuer="${issuer}"></passkey-manager>
<script type="module">document.querySelector('passkey-manager').accessToken = () => '${token}';</script>`,
    headless: '',
    system: '',
  };
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="token" content="${token}"><title>${name}</title>
${head}
${elements[name]}
</html>`;
}

/** A token for the page, and for the account page a passkey to list. */
async function prepare(name: PageName, origin: string): Promise<string> {
  if (name === 'sign-in' || name === 'headless') return '';
  const order =
    name === 'system'
      ? { workspace: 'system', client: 'backoffice', scope: 'identity' }
      : { workspace: 'shop', user: 'ada@example.com', scope: 'view_ss_profile manage_ss_profile' };
  const { access_token: token } = await post<{ access_token: string }>(`${origin}/_mock/tokens`, order);
  if (name === 'account') await addPasskey(origin, token);
  return token;
}

async function addPasskey(origin: string, token: string): Promise<void> {
  const create = `${origin}/acme/shop/identity/v2/self/usernameless-webauthn/create`;
  const { publicKey } = await post<CredentialCreation>(`${create}/begin`, undefined, token);
  await post(`${create}/complete`, new Device(origin).create(publicKey), token);
}

async function post<T>(url: string, body?: object, token?: string): Promise<T> {
  const headers: Record<string, string> = {
    ...(body && { 'Content-Type': 'application/json' }),
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  };
  const reply = await fetch(url, { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }) });
  if (!reply.ok) throw new Error(`${url} answered ${String(reply.status)}: ${await reply.text()}`);
  return (await reply.json()) as T;
}

import 'reflect-metadata'; // @peculiar/x509 does not start without it
import { X509CertificateGenerator } from '@peculiar/x509';
import { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { isServerPath, type Layout } from '../../../mock-server/app.ts';
import type { TokenReply } from '../../../src/api/contract.ts';
import { mockListener, requestPath } from '../../../mock-server/hosts/listener.ts';
import { pageScripts } from '../../support/page-scripts.ts';

export interface Place {
  readonly host: string;
  /** Default: https, with a self-signed certificate. */
  readonly scheme?: 'http' | 'https';
  /** Value of the header `Permissions-Policy`. */
  readonly policy?: string;
  /** Path of the issuer, and its workspace where the path does not end with it. Default: `/acme/shop`. */
  readonly issuer?: string;
  readonly workspace?: string;
  /** The page that frames it. */
  readonly framedBy?: { readonly host: string; readonly allow?: string };
}

export interface SiteOptions {
  /** What `/.well-known/webauthn` names, readable for every page. */
  readonly relatedOrigins: readonly string[];
  /** Hosts with a mock server of their own. All others share one, in the standard layout. */
  readonly layouts: Readonly<Record<string, Layout>>;
}

/**
 * A site that answers to every host name, each with the mock server on its own origin: for a browser that takes
 * the names under `.test` for this machine.
 */
export class RealSite {
  readonly #servers: Readonly<Record<'http' | 'https', Server>>;

  private constructor(servers: Readonly<Record<'http' | 'https', Server>>) {
    this.#servers = servers;
  }

  static async start({ relatedOrigins, layouts }: SiteOptions): Promise<RealSite> {
    const scripts = await pageScripts('test/client/real-pages/page.ts');
    const shared = { layout: 'standard', listen: mockListener({}) } as const;
    const own = new Map(
      Object.entries(layouts).map(([host, layout]) => [host, { layout, listen: mockListener({ layout }) }]),
    );
    const files = (path: string): File | undefined => {
      if (path === '/.well-known/webauthn') return json({ origins: relatedOrigins });
      const script = scripts.get(path);
      return script === undefined ? undefined : { type: 'text/javascript', text: script };
    };
    const answer: RequestListener = (request, response) => {
      const path = requestPath(request);
      const mock = own.get(request.headers.host ?? '') ?? shared;
      if (isServerPath(path, mock.layout)) void mock.listen(request, response);
      else send(response, files(path) ?? pageOf(new URL(request.url ?? '/', 'http://any').searchParams));
    };
    const servers = { http: createHttpServer(answer), https: createHttpsServer(await certificate(), answer) };
    for (const server of Object.values(servers)) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    return new RealSite(servers);
  }

  /** Arguments by which the browser finds this site under every name. */
  get flags(): readonly string[] {
    const { http, https } = this.#servers;
    return [
      `--host-resolver-rules=MAP *.test:80 127.0.0.1:${portOf(http)}, MAP *.test:443 127.0.0.1:${portOf(https)}`,
      '--ignore-certificate-errors',
    ];
  }

  urlOf({ host, scheme = 'https', framedBy, ...place }: Place): string {
    const port = host.endsWith('.test') ? '' : `:${portOf(this.#servers[scheme])}`;
    const url = new URL(`${scheme}://${host}${port}/page`);
    for (const [name, value] of Object.entries(place)) url.searchParams.set(name, value);
    if (!framedBy) return url.href;
    const around = new URL(this.urlOf({ host: framedBy.host, scheme }));
    around.searchParams.set('frame', url.href);
    if (framedBy.allow) around.searchParams.set('allow', framedBy.allow);
    return around.href;
  }

  /** RP ID of the pool, with the domain's own origins; `''`: that of the host. */
  async setRpId(rpId: string): Promise<void> {
    const base = this.#localUrl;
    const asked = { workspace: 'system', client: 'backoffice', scope: 'identity manage_configuration' };
    const { access_token: token } = (await call(`${base}/_mock/tokens`, 'POST', asked)) as TokenReply;
    const settings = { rp_id: rpId, rp_origins: rpId ? [`https://app.${rpId}`] : [] };
    const pool = `${base}/api/identity/acme/system/pools/customers`;
    await call(pool, 'PUT', { webauthn_settings: settings }, token);
  }

  get #localUrl(): string {
    return `http://localhost:${portOf(this.#servers.http)}`;
  }

  async stop(): Promise<void> {
    for (const server of Object.values(this.#servers)) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  }
}

async function call(url: string, method: string, body: object, token = ''): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) };
  const reply = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${url} answered ${reply.status}: ${await reply.text()}`);
  return reply.json();
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

interface File {
  readonly type: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function send(response: ServerResponse, { type, text, headers }: File): void {
  response.writeHead(200, { 'Content-Type': type, ...headers }).end(text);
}

const json = (body: object): File => ({
  type: 'application/json',
  text: JSON.stringify(body),
  headers: { 'Access-Control-Allow-Origin': '*' },
});

function pageOf(query: URLSearchParams): File {
  const frame = query.get('frame');
  const policy = query.get('policy');
  const content = frame
    ? `<iframe src="${frame.replaceAll('&', '&amp;')}" allow="${query.get('allow') ?? ''}"></iframe>`
    : '<script type="module" src="/page.js"></script>';
  return {
    type: 'text/html',
    text: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>${content}</html>`,
    headers: policy ? { 'Permissions-Policy': policy } : {},
  };
}

async function certificate(): Promise<{ readonly key: string | Buffer; readonly cert: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=test',
    keys,
    signingAlgorithm: algorithm,
  });
  return {
    key: KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }),
    cert: certificate.toString('pem'),
  };
}

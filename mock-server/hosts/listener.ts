import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createMockServer, isServerPath, type MockServer, type MockServerOptions } from '../app.ts';
import { isElementsPath, serveElements } from './elements.ts';
import { isLocalCall, isOwnHost, toName } from './loopback.ts';
import { findPublicOrigin, type PublicOptions } from './public-origin.ts';

export type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** The shape that Express, Connect, Next's pages and Vite take: paths of the site go on to `next`. */
export type Middleware = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  next: (error?: unknown) => void,
) => void;

export interface ListenerOptions extends MockServerOptions, PublicOptions {
  /**
   * Nothing else runs in this process: its global `Request` and `Response` may be replaced by the adapter's, which
   * take half the time. Default: false.
   */
  readonly ownProcess?: boolean;
  /**
   * Host names under which the server answers; one that begins with a dot stands for its subdomains too. Beside them it
   * answers to loopback names, IP addresses and the hosts of `origins` and `publicUrl`. Containers of a private network
   * that call by one of these names may use `/_mock`. Absent: it answers to every name, for a host that checks.
   */
  readonly allowedHosts?: readonly string[];
}

/** The server as a listener of `node:http`. It marks calls that come from other machines. */
export function mockListener(options: ListenerOptions): Listener {
  return listenWith(createMockServer(options), options);
}

/**
 * The server as a middleware of a site on Node: it answers the API's paths, and leaves all others to the site, which
 * has its `/api` to itself.
 */
export function mockMiddleware(options: ListenerOptions = {}): Middleware {
  const server = createMockServer(options);
  const listen = listenWith(server, options);
  return (incoming, outgoing, next) => {
    const path = requestPath(incoming);
    if (isServerPath(path, options.layout, options.seed) || isElementsPath(path)) {
      listen(incoming, outgoing).catch(next);
    } else if (path === relatedOrigins) {
      replyIfThere(server, incoming, outgoing).then((done) => done || next(), next);
    } else {
      next();
    }
  };
}

/** The site may have a file of that name. */
const relatedOrigins = '/.well-known/webauthn';

async function replyIfThere(server: MockServer, incoming: IncomingMessage, outgoing: ServerResponse) {
  const url = new URL(relatedOrigins, `http://${incoming.headers.host ?? 'localhost'}`);
  const reply = await server.request(url);
  if (!reply.ok) return false;
  outgoing.writeHead(200, { 'Content-Type': 'application/json' }).end(await reply.text());
  return true;
}

/** @param ownHost the name that the server listens at */
export function listenWith(
  server: MockServer,
  { ownProcess = false, ...options }: ListenerOptions,
  ownHost?: string,
): Listener {
  const { allowedHosts, origins = [] } = options;
  const urls = [...origins, options.publicUrl ?? ''];
  const names = [
    ...(allowedHosts ?? []),
    ...urls.flatMap(toNames),
    ...(ownHost === undefined ? [] : [ownHost]),
  ];
  const listen = getRequestListener(
    (request, { incoming }) => {
      const { remoteAddress = '' } = incoming.socket;
      const { host: named, origin, ...headers } = incoming.headers;
      // HTTP/2 has `:authority` for Host, and a target in absolute form goes before it: the adapter knows.
      const url = new URL(request.url);
      const { host } = url;
      const reached = findPublicOrigin(options, { remoteAddress, headers, url }, names);
      const site = new URL(reached.origin).host;
      const from = { ...forwarding(headers), remoteAddress, host, site, named, origin };
      const called = [reached.foreign ?? host, named ?? host];
      const foreign = allowedHosts && called.find((name) => !isOwnHost(name, names));
      return server.fetch(standardRequest(request), {
        caller: isLocalCall(from, origins, names, allowedHosts) ? 'this-machine' : 'stranger',
        drop: () => void incoming.socket.destroy(),
        origin: reached.origin,
        ...(foreign !== undefined && { foreignName: toName(foreign) }),
      });
    },
    { overrideGlobalObjects: ownProcess },
  );
  return async (incoming, outgoing) => {
    if (!(await serveElements(requestPath(incoming), outgoing))) await listen(incoming, outgoing);
  };
}

/** The headers that a proxy adds to a call. */
function forwarding({ forwarded, ...headers }: IncomingMessage['headers']) {
  const { 'x-forwarded-for': client, 'x-forwarded-host': host, 'x-real-ip': real } = headers;
  return { 'x-forwarded-for': client, 'x-forwarded-host': host, 'x-real-ip': real, forwarded };
}

/** The host name of an origin. */
const toNames = (origin: string) => (URL.canParse(origin) ? [new URL(origin).hostname] : []);

/** The path of a request, without its query. */
export function requestPath({ url = '/' }: { readonly url?: string | undefined }): string {
  return url.replace(/[?#].*$/s, '');
}

/**
 * The adapter hands over a stand-in for a `Request`. A body limit that has to read a body of unknown length makes a
 * new `Request` of it, which takes nothing but a real one.
 */
function standardRequest(request: Request): Request {
  const { url, method, headers } = request;
  if (['GET', 'HEAD', 'TRACE'].includes(method) || headers.has('Content-Length')) return request;
  return new Request(url, { method, headers, body: request.body, duplex: 'half' } as RequestInit);
}

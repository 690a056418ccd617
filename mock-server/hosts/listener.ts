import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createMockServer, type MockServerOptions } from '../app.ts';
import { serveElements } from './elements.ts';
import { isLocalCall, isOwnHost, toName } from './loopback.ts';

export type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

export interface ListenerOptions extends MockServerOptions {
  /**
   * Nothing else runs in this process: its global `Request` and `Response` may be replaced by the adapter's, which
   * take half the time. Default: false.
   */
  readonly ownProcess?: boolean;
  /**
   * Host names under which the server answers; one that begins with a dot stands for its subdomains too. Beside them it
   * answers to loopback names, IP addresses and the hosts of `origins`. Absent: to every name, for a host that checks.
   */
  readonly allowedHosts?: readonly string[];
}

/** The server as a listener of `node:http`. It marks calls that come from other machines. */
export function mockListener({ ownProcess = false, ...options }: ListenerOptions): Listener {
  const server = createMockServer(options);
  const { allowedHosts, origins = [] } = options;
  const names = [...(allowedHosts ?? []), ...origins.flatMap(toNames)];
  const listen = getRequestListener(
    (request, { incoming }) => {
      const { remoteAddress = '' } = incoming.socket;
      const { host: named, origin, ...headers } = incoming.headers;
      // HTTP/2 has `:authority` for Host, and a target in absolute form goes before it: the adapter knows.
      const { host } = new URL(request.url);
      const local = isLocalCall(
        { ...forwarding(headers), remoteAddress, host, named, origin },
        origins,
        names,
      );
      const foreign = allowedHosts && [host, named ?? host].find((name) => !isOwnHost(name, names));
      const drop = () => void incoming.socket.destroy();
      return server.fetch(standardRequest(request), {
        caller: local ? 'this-machine' : 'stranger',
        drop,
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

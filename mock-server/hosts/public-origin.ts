import type { IncomingHttpHeaders } from 'node:http';
import { isLoopbackAddress, isOwnHost, readForwarded, splitList } from './loopback.ts';

/** How a server is reached, where something stands before it. */
export interface PublicOptions {
  /**
   * URL by which people reach the server, such as `https://login.example`: its origin is that of issuers and passkeys,
   * whatever a proxy calls the server. Default: the URL that is called.
   */
  readonly publicUrl?: string;
  /**
   * Read `X-Forwarded-Host`, `X-Forwarded-Proto`, `X-Forwarded-Port` and `Forwarded` of proxies on other machines too.
   * Those of this machine are read in any case. The host must be one that the server answers to. Default: false.
   */
  readonly trustProxy?: boolean;
}

export interface Connection {
  readonly remoteAddress: string;
  readonly headers: IncomingHttpHeaders;
  /** The URL that is called, as the connection shows it. */
  readonly url: URL;
}

/** A host of others is left to the check of names. */
export interface Reached {
  readonly origin: string;
  /** The forwarded host, where the server does not answer to it. */
  readonly foreign?: string;
}

/** The origin that people see. @param names host names of the server, beside those of this machine */
export function findPublicOrigin(
  { publicUrl, trustProxy = false }: PublicOptions,
  { remoteAddress, headers, url }: Connection,
  names: readonly string[],
): Reached {
  if (publicUrl !== undefined) return { origin: new URL(publicUrl).origin };
  if (!trustProxy && !isLoopbackAddress(remoteAddress)) return { origin: url.origin };
  const { 'x-forwarded-host': hosts, 'x-forwarded-proto': protocols, 'x-forwarded-port': ports } = headers;
  const [host = readForwarded(headers.forwarded, 'host')[0] ?? url.host] = splitList(hosts).filter(Boolean);
  const [protocol = readForwarded(headers.forwarded, 'proto')[0] ?? url.protocol.slice(0, -1)] =
    splitList(protocols).filter(Boolean);
  const [port] = splitList(ports).filter(Boolean);
  const withPort =
    hosts !== undefined && port !== undefined && !/:\d+$/.test(host) ? `${host}:${port}` : host;
  const origin = `${protocol.toLowerCase()}://${withPort}`;
  if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) return { origin: url.origin };
  if (isOwnHost(withPort, names)) return { origin: new URL(origin).origin };
  return trustProxy ? { origin: url.origin, foreign: withPort } : { origin: url.origin };
}

import type { IncomingMessage } from 'node:http';

/**
 * Whether a call to `/_mock` comes from this machine and from nobody who only borrows its browser: the address
 * is a loopback one, and neither `Host` (DNS rebinding) nor `Origin` (another site's page) is foreign.
 * @param origins origins of other sites whose pages are welcome
 */
export function isLocalCall(incoming: IncomingMessage, origins: readonly string[]): boolean {
  const { host = '', origin } = incoming.headers;
  return (
    isLoopbackAddress(incoming.socket.remoteAddress ?? '') &&
    isLoopbackHost(host) &&
    (origin === undefined || origins.includes(origin) || sameHost(origin, host))
  );
}

/** `localhost` with its subdomains (RFC 6761, section 6.3), 127.0.0.0/8, ::1. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return (
    name === 'localhost' || name.endsWith('.localhost') || isLoopbackAddress(name.replace(/^\[|\]$/g, ''))
  );
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}

function sameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

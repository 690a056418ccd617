/** Where a call comes from: the address of the connection, and two headers. */
export interface Origination {
  readonly remoteAddress: string;
  readonly host: string;
  /** Absent where no page asks. */
  readonly origin?: string | undefined;
}

/**
 * Whether a call to `/_mock` comes from this machine and from nobody who only borrows its browser: the address
 * is a loopback one, and neither `Host` (DNS rebinding) nor `Origin` (another site's page) is foreign.
 * @param welcome origins of other sites whose pages may call
 */
export function isLocalCall(
  { remoteAddress, host, origin }: Origination,
  welcome: readonly string[],
): boolean {
  return (
    isLoopbackAddress(remoteAddress) &&
    isLoopbackHost(host) &&
    (origin === undefined || welcome.includes(origin) || hasHost(origin, host))
  );
}

/** `localhost` with its subdomains (RFC 6761, section 6.3), 127.0.0.0/8, ::1; with or without a port. */
function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return (
    name === 'localhost' || name.endsWith('.localhost') || isLoopbackAddress(name.replace(/^\[|\]$/g, ''))
  );
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}

function hasHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

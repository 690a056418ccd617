/** Where a call comes from: the address of the connection, where the call goes, and two headers. */
export interface Origination {
  readonly remoteAddress: string;
  /** Of the URL that is called, with a port that is not the scheme's own. */
  readonly host: string;
  /** The `Host` header; absent in HTTP/2. */
  readonly named?: string | undefined;
  /** Absent where no page asks. */
  readonly origin?: string | undefined;
}

/**
 * Whether a call to `/_mock` comes from this machine and from nobody who only borrows its browser: the address
 * is a loopback one, and neither the host (DNS rebinding) nor `Origin` (another site's page) is foreign.
 * @param welcome origins of other sites whose pages may call
 * @param names further host names of this server
 */
export function isLocalCall(
  { remoteAddress, host, named = host, origin }: Origination,
  welcome: readonly string[],
  names: readonly string[] = [],
): boolean {
  const isHere = (name: string) => isLoopbackHost(name) || isNamed(name, names);
  return (
    isLoopbackAddress(remoteAddress) &&
    isHere(host) &&
    isHere(named) &&
    (origin === undefined || welcome.includes(origin) || hasHost(origin, host))
  );
}

/**
 * Whether a host is one that a page of another site cannot have its own name lead to (DNS rebinding): a loopback name,
 * an IP address, or a name that the user gave.
 * @param names host names; one that begins with a dot stands for its subdomains too
 */
export function isOwnHost(host: string, names: readonly string[]): boolean {
  return isLoopbackHost(host) || isAddress(toName(host)) || isNamed(host, names);
}

function isNamed(host: string, names: readonly string[]): boolean {
  const name = toName(host);
  return names.some((own) => {
    const mine = own.toLowerCase();
    return mine.startsWith('.') ? `.${name}`.endsWith(mine) : name === mine;
  });
}

/** A host without its port. */
export function toName(host: string): string {
  return host.replace(/:\d*$/, '').toLowerCase();
}

/** IPv4 in the form that a URL has, or IPv6. */
function isAddress(name: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(name) || /^\[[\da-f:.]+\]$/.test(name);
}

/** `localhost` with its subdomains (RFC 6761, section 6.3), 127.0.0.0/8, ::1; with or without a port. */
function isLoopbackHost(host: string): boolean {
  const name = toName(host);
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

/** Where a call comes from: the address of the connection, where the call goes, and two headers. */
export interface Origination {
  readonly remoteAddress: string;
  /** Of the URL that is called, with a port that is not the scheme's own. */
  readonly host: string;
  /** The `Host` header; absent in HTTP/2. */
  readonly named?: string | undefined;
  /** Host of the origin that people see, where a proxy stands between. Default: `host`. */
  readonly site?: string;
  /** Absent where no page asks. */
  readonly origin?: string | undefined;
  /** Where a proxy took the call from. */
  readonly 'x-forwarded-for'?: string | readonly string[] | undefined;
  readonly 'x-forwarded-host'?: string | readonly string[] | undefined;
  readonly 'x-real-ip'?: string | readonly string[] | undefined;
  readonly forwarded?: string | readonly string[] | undefined;
}

/**
 * Whether a call to `/_mock` comes from this machine, and not from a page of another site in its browser: the address
 * is a loopback one, and neither the host (DNS rebinding) nor `Origin` (another site's page) is foreign. A proxy or
 * tunnel on this machine has a loopback address, too: a forwarded call is local only if it came from here.
 * @param welcome origins of other sites that may call
 * @param names further host names of this server
 * @param allowed those of them by which containers of a private network may call, as if they were this machine
 */
export function isLocalCall(
  { remoteAddress, host, named = host, site = host, origin, ...proxy }: Origination,
  welcome: readonly string[],
  names: readonly string[] = [],
  allowed: readonly string[] = [],
): boolean {
  const isHere = (name: string) => isLoopbackHost(name) || isNamed(name, names);
  const isNeighbour = () =>
    isPrivateAddress(remoteAddress) && [host, named].every((one) => isNamed(one, allowed));
  return (
    (isLoopbackAddress(remoteAddress) || isNeighbour()) &&
    isHere(host) &&
    isHere(named) &&
    cameFromHere(proxy, isHere) &&
    (origin === undefined || welcome.includes(origin) || hasHost(origin, host) || hasHost(origin, site))
  );
}

type Forwarding = Omit<Origination, 'remoteAddress' | 'host' | 'site' | 'named' | 'origin'>;

/** Reads what proxies add: `X-Forwarded-For`, `X-Real-IP`, `X-Forwarded-Host` and `Forwarded` (RFC 7239). */
function cameFromHere(
  { 'x-forwarded-for': addresses, 'x-forwarded-host': hosts, 'x-real-ip': real, forwarded }: Forwarding,
  isHere: (name: string) => boolean,
): boolean {
  const named = (name: string) => readForwarded(forwarded, name);
  const clients = [...splitList(addresses), ...splitList(real), ...named('for')];
  return (
    clients.every((client) => isLoopbackAddress(client) || isLoopbackHost(client)) &&
    [...splitList(hosts), ...named('host')].every(isHere)
  );
}

/** The values of a parameter of `Forwarded`, first proxy first. */
export function readForwarded(header: string | readonly string[] | undefined, name: string): string[] {
  const pairs = splitList(header).flatMap((one) => one.split(';'));
  return pairs.flatMap(
    (pair) => new RegExp(`^\\s*${name}\\s*=\\s*"?([^"]*)"?\\s*$`, 'i').exec(pair)?.[1] ?? [],
  );
}

export function splitList(header: string | readonly string[] | undefined): string[] {
  return [header ?? []].flat().flatMap((line) => line.split(',').map((item) => item.trim()));
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

export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}

function hasHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

/** RFC 1918 and RFC 4193, as the networks of containers are. */
function isPrivateAddress(address: string): boolean {
  return /^(?:::ffff:)?(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^f[cd][\da-f]{2}:/i.test(address);
}

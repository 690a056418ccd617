/** Where a call comes from: the address of the connection, where the call goes, and two headers. */
export interface Origination {
  readonly remoteAddress: string;
  /** Of the URL that is called, with a port that is not the scheme's own. */
  readonly host: string;
  /** The `Host` header; absent in HTTP/2. */
  readonly named?: string | undefined;
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
 */
export function isLocalCall(
  { remoteAddress, host, named = host, origin, ...proxy }: Origination,
  welcome: readonly string[],
  names: readonly string[] = [],
): boolean {
  const isHere = (name: string) => isLoopbackHost(name) || isNamed(name, names);
  return (
    isLoopbackAddress(remoteAddress) &&
    isHere(host) &&
    isHere(named) &&
    cameFromHere(proxy, isHere) &&
    (origin === undefined || welcome.includes(origin) || hasHost(origin, host))
  );
}

type Forwarding = Omit<Origination, 'remoteAddress' | 'host' | 'named' | 'origin'>;

/** Reads what proxies add: `X-Forwarded-For`, `X-Real-IP`, `X-Forwarded-Host` and `Forwarded` (RFC 7239). */
function cameFromHere(
  { 'x-forwarded-for': addresses, 'x-forwarded-host': hosts, 'x-real-ip': real, forwarded }: Forwarding,
  isHere: (name: string) => boolean,
): boolean {
  const pairs = splitList(forwarded).flatMap((one) => one.split(';'));
  const named = (name: string) =>
    pairs.flatMap((pair) => new RegExp(`^\\s*${name}\\s*=\\s*"?([^"]*)"?\\s*$`, 'i').exec(pair)?.[1] ?? []);
  const clients = [...splitList(addresses), ...splitList(real), ...named('for')];
  return (
    clients.every((client) => isLoopbackAddress(client) || isLoopbackHost(client)) &&
    [...splitList(hosts), ...named('host')].every(isHere)
  );
}

function splitList(header: string | readonly string[] | undefined): string[] {
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

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}

function hasHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

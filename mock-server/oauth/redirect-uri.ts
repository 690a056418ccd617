const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Whether a redirect URI is one of the registered ones: by simple string comparison (RFC 9700, section
 * "Insufficient Redirection URI Validation"), where a registered loopback URI without a path stands for every
 * path, and matches on any port (RFC 8252, section "Loopback Interface Redirection").
 */
export function isRegistered(redirectUri: string, registered: readonly string[]): boolean {
  if (registered.includes(redirectUri)) return true;
  const asked = parse(redirectUri);
  return asked !== undefined && registered.some((uri) => isSameLoopback(asked, parse(uri)));
}

function isSameLoopback(asked: URL, registered: URL | undefined): boolean {
  if (!registered || !loopback.has(registered.hostname)) return false;
  const everyPath = registered.pathname === '/' && registered.search === '';
  return (
    asked.protocol === registered.protocol &&
    asked.hostname === registered.hostname &&
    (everyPath || asked.pathname + asked.search === registered.pathname + registered.search)
  );
}

/** `undefined` unless it is absolute, without a fragment (RFC 6749, section "Redirection Endpoint") and without user info. */
function parse(uri: string): URL | undefined {
  if (!URL.canParse(uri) || uri.includes('#') || /[\s\\]/.test(uri)) return undefined;
  const url = new URL(uri);
  return url.username === '' && url.password === '' ? url : undefined;
}

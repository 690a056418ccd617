import { getPublicSuffix } from 'tldts';
import { badSetting } from '../error.ts';

/** A label of letters, digits and inner hyphens (RFC 1123, section 2.1), in lower case as browsers compare it. */
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/**
 * A Relying Party ID: a bare domain, or blank. Browsers take neither IP addresses, nor public suffixes such as `co.uk`
 * and `github.io`, nor single labels except `localhost` (HTML, section "Origin", "is a registrable domain suffix of or
 * is equal to").
 */
export function checkRelyingPartyId(value: string, field: string): string {
  if (value === '') return value;
  if (!isDomain(value)) {
    throw badSetting(field, 'must be a bare domain in lower case, without scheme, port or path, or blank.');
  }
  if (value !== 'localhost' && getPublicSuffix(value, { allowPrivateDomains: true }) === value) {
    throw badSetting(field, 'must be a domain that one owner registers, and not a public suffix.');
  }
  return value;
}

/** Origins with scheme and host, each on the RP ID's domain or below it. */
export function checkOrigins(origins: readonly string[], rpId: string, field: string): string[] {
  const wrong = origins.findIndex((origin) => !isOriginWithin(origin, rpId));
  if (wrong >= 0) {
    throw badSetting(
      `${field}[${wrong}]`,
      `must be an origin such as https://app.${rpId}: secure, without path, on ${rpId} or a subdomain of it.`,
    );
  }
  return [...new Set(origins)];
}

function isDomain(name: string): boolean {
  const labels = name.split('.');
  const isNumber = /^\d+$/.test(labels.at(-1) ?? '');
  return (
    name.length <= 253 &&
    labels.every((part) => label.test(part)) &&
    !isNumber &&
    (labels.length > 1 || name === 'localhost')
  );
}

function isOriginWithin(value: string, rpId: string): boolean {
  if (!URL.canParse(value)) return false;
  const { origin, protocol, hostname } = new URL(value);
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost');
  const isSecure = protocol === 'https:' || (protocol === 'http:' && isLocal);
  return origin === value && isSecure && (hostname === rpId || hostname.endsWith(`.${rpId}`));
}

import { PasskeyError } from '../errors.ts';

/**
 * An ID as one segment of a path. A dot segment cannot be escaped: URL parsers take `%2e%2e` for `..` (URL
 * Standard, section 4.1 "URL representation"), and a DELETE would hit another resource.
 *
 * @throws PasskeyError `invalid_request`
 */
export function segment(id: string): string {
  if (typeof id !== 'string' || /^\.{0,2}$/.test(id) || /\p{Surrogate}/u.test(id)) {
    throw new PasskeyError('invalid_request', 'An ID for a path is empty, a dot segment or no text.');
  }
  return encodeURIComponent(id);
}

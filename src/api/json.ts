import { PasskeyError } from '../errors.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Parses a JSON text; `undefined` if it is empty.
 *
 * @throws PasskeyError `bad_response` unless it is JSON, and for members that pollute prototypes when objects are merged
 */
export function parseJson(text: string, where: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text, poison.test(text) ? refusePrototypes : undefined) as unknown;
  } catch (cause) {
    if (cause instanceof PrototypeMember) throw bad(`${where} holds a member "${cause.message}".`, cause);
    const html = /^\s*</.test(text);
    throw bad(
      `${where} is ${html ? 'HTML instead of JSON: is the URL that of the API?' : 'not JSON, or cut short.'}`,
      cause,
    );
  }
}

/** @throws PasskeyError `bad_response` naming the field, unless the value is an object */
export function objectAt(value: unknown, field: string): JsonObject {
  if (value === undefined) throw bad(`${field} is missing.`);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad(`${field} is not an object.`);
  return value as JsonObject;
}

/**
 * An empty list for `null` and for an absent member: Go writes `null` for an empty list.
 *
 * @throws PasskeyError `bad_response` naming the field, unless the value is an array, `null` or absent
 */
export function listAt(value: unknown, field: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw bad(`${field} is not an array.`);
  return value as readonly unknown[];
}

/** @throws PasskeyError `bad_response` naming the field, unless the value is a string that is not empty */
export function stringAt(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '') throw bad(`${field} is not a string, or is empty.`);
  return value;
}

/** @throws PasskeyError `bad_response` naming the field, unless the value is a string, `null` or absent */
export function maybeStringAt(value: unknown, field: string): void {
  if (value !== undefined && value !== null && value !== '') stringAt(value, field);
}

/** @throws PasskeyError `bad_response` naming the field, unless the value is a positive, finite number */
export function durationAt(value: unknown, field: string): number {
  if (typeof value === 'number' && value > 0 && Number.isFinite(value)) return value;
  throw bad(`${field} is not a number of milliseconds.`);
}

/** Removes members that Go encodes as unset: `null` and `""`. */
export function withoutUnset(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== ''));
}

class PrototypeMember extends Error {}

/** Most replies match none of these and are parsed without the slower reviver. */
const poison = /__proto__|constructor|\\u/;

function refusePrototypes(key: string, value: unknown): unknown {
  if (key === '__proto__' || key === 'constructor') throw new PrototypeMember(key);
  return value;
}

function bad(message: string, cause?: unknown): PasskeyError {
  return new PasskeyError('bad_response', message, cause === undefined ? {} : { cause });
}

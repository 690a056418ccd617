import { PasskeyError } from '../errors.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The value of a JSON text; `undefined` for an empty one.
 *
 * @throws PasskeyError `bad_response` for anything else than JSON, and for members that poison prototypes
 *   where somebody merges them
 */
export function parseJson(text: string, where: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text, poison.test(text) ? refusePrototypes : undefined) as unknown;
  } catch (cause) {
    if (cause instanceof PrototypeMember) throw bad(`${where} holds a member "${cause.message}".`, cause);
    const html = /^\s*</.test(text);
    throw bad(
      `${where} is ${html ? 'HTML where JSON is due: is the URL that of the API?' : 'not JSON, or cut short.'}`,
      cause,
    );
  }
}

/** @throws PasskeyError `bad_response` naming the field, when the value is not an object */
export function objectAt(value: unknown, field: string): JsonObject {
  if (value === undefined) throw bad(`${field} is missing.`);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad(`${field} is not an object.`);
  return value as JsonObject;
}

/**
 * Go writes `null` for an empty list, so `null` and an absent member are one.
 *
 * @throws PasskeyError `bad_response` naming the field, when the value is not an array
 */
export function listAt(value: unknown, field: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw bad(`${field} is not an array.`);
  return value as readonly unknown[];
}

/** @throws PasskeyError `bad_response` naming the field, when the value is not a string or is empty */
export function stringAt(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '') throw bad(`${field} is not a string, or is empty.`);
  return value;
}

/** The same for a text that may be absent, `null` or empty. */
export function maybeStringAt(value: unknown, field: string): void {
  if (value !== undefined && value !== null && value !== '') stringAt(value, field);
}

/** @throws PasskeyError `bad_response` naming the field, when the value is not a number of milliseconds */
export function durationAt(value: unknown, field: string): number {
  if (typeof value === 'number' && value > 0 && Number.isFinite(value)) return value;
  throw bad(`${field} is not a number of milliseconds.`);
}

/** The object without the members that Go writes for "not set": `null` and the empty text. */
export function withoutUnset(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== ''));
}

class PrototypeMember extends Error {}

/** Without one of these no member can have such a name, and most replies are spared the walk through all of them. */
const poison = /__proto__|constructor|\\u/;

function refusePrototypes(key: string, value: unknown): unknown {
  if (key === '__proto__' || key === 'constructor') throw new PrototypeMember(key);
  return value;
}

function bad(message: string, cause?: unknown): PasskeyError {
  return new PasskeyError('bad_response', message, cause === undefined ? {} : { cause });
}

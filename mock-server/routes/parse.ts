import { type Bytes, fromBase64 } from '../bytes.ts';
import { type ApiError, apiError } from '../domain/error.ts';
import { readBody } from './body.ts';
import type { Call } from './context.ts';

/** Checks a value and returns it typed. @param field its path in the body, for the error @throws Mismatch */
export type Schema<T> = (value: unknown, field: string) => T;

/** The type that a schema returns. */
export type Parsed<S> = S extends Schema<infer T> ? T : never;

/** A value that is not as its schema wants it. */
export class Mismatch extends Error {
  readonly field: string;
  readonly reason: string;

  constructor(field: string, reason: string) {
    super(`${field} ${reason}`);
    this.field = field;
    this.reason = reason;
  }
}

/** A string of at least `min` characters. */
export const text =
  (min = 0): Schema<string> =>
  (value, field) => {
    if (typeof value !== 'string' || value.trim().length < min)
      throw new Mismatch(field, 'must be a string.');
    return value;
  };

export const boolean: Schema<boolean> = (value, field) => {
  if (typeof value !== 'boolean') throw new Mismatch(field, 'must be a boolean.');
  return value;
};

export const number: Schema<number> = (value, field) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Mismatch(field, 'must be a number.');
  return value;
};

export const integer =
  (min: number, max: number): Schema<number> =>
  (value, field) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      throw new Mismatch(field, `must be a whole number from ${min} to ${max}.`);
    }
    return value;
  };

export const choice =
  <const T extends string>(...allowed: readonly T[]): Schema<T> =>
  (value, field) => {
    const found = allowed.find((item) => item === value);
    if (found === undefined) throw new Mismatch(field, `must be ${orList(allowed)}.`);
    return found;
  };

function orList(items: readonly string[]): string {
  return [items.slice(0, -1).join(', '), items.at(-1)].filter(Boolean).join(' or ');
}

export const list =
  <T>(item: Schema<T>): Schema<T[]> =>
  (value, field) => {
    if (!Array.isArray(value)) throw new Mismatch(field, 'must be a list.');
    return value.map((entry, at) => item(entry, `${field}[${at}]`));
  };

/** Standard base64 with padding. */
export const base64 =
  (min = 0, max = Infinity): Schema<Bytes> =>
  (value, field) => {
    const bytes = fromBase64(text()(value, field));
    if (!bytes) throw new Mismatch(field, 'must be standard base64 with padding.');
    if (bytes.length < min || bytes.length > max) {
      throw new Mismatch(field, `must have ${min === max ? min : `${min} to ${max}`} bytes.`);
    }
    return bytes;
  };

/** Takes `fallback` for a member that is left out. */
export const optional =
  <T, F = undefined>(schema: Schema<T>, fallback?: F): Schema<T | F> =>
  (value, field) =>
    value === undefined ? (fallback as F) : schema(value, field);

/** Takes `zero` for what Go leaves out or writes as null. */
export const zeroable =
  <T>(schema: Schema<T>, zero: T): Schema<T> =>
  (value, field) =>
    value === undefined || value === null ? zero : schema(value, field);

type Members = Readonly<Record<string, Schema<unknown>>>;
type ParsedMembers<M extends Members> = { -readonly [Name in keyof M]: Parsed<M[Name]> };

/** An object with these members; others are ignored. */
export const object =
  <M extends Members>(members: M): Schema<ParsedMembers<M>> =>
  (value, field) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Mismatch(field, 'must be an object.');
    }
    const entries = Object.entries(members).map(([name, schema]) => {
      const member = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      return [name, schema(member, field === '' ? name : `${field}.${name}`)];
    });
    return Object.fromEntries(entries) as ParsedMembers<M>;
  };

/** Reads the body by a schema. @throws 400 naming the field; `toError` may choose another refusal */
export async function parseBody<T>(
  call: Call,
  schema: Schema<T>,
  toError: (mismatch: Mismatch) => ApiError = ({ message }) => apiError('invalid_request', message),
): Promise<T> {
  return parseValue(await readObject(call), schema, toError);
}

/** Checks an object that was read already. */
export function parseValue<T>(
  body: JsonObject,
  schema: Schema<T>,
  toError: (mismatch: Mismatch) => ApiError = ({ message }) => apiError('invalid_request', message),
): T {
  try {
    return schema(body, '');
  } catch (error) {
    throw error instanceof Mismatch ? toError(error) : error;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** The body as a JSON object. @throws 400 for anything else */
export async function readObject(call: Call): Promise<JsonObject> {
  const type = call.req.header('Content-Type') ?? '';
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) {
    throw apiError('invalid_request', 'The body must be JSON, with Content-Type: application/json.');
  }
  return readObjectOfAnyType(call);
}

/** The same without a look at the Content-Type, which the vendor's hosted pages do not set. */
export async function readObjectOfAnyType(call: Call): Promise<JsonObject> {
  const value = parseJson(await readBody(call));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw apiError('invalid_request', 'The body must be a JSON object.');
  }
  call.set('sent', value);
  return value as JsonObject;
}

function parseJson(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Without the cause, which quotes the body: it may hold a password, and the log of calls would show it.
    throw apiError('invalid_request', 'The body is not JSON.');
  }
}

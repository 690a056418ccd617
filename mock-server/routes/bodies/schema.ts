import { type Bytes, fromBase64, fromBase64url } from '../../bytes.ts';

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

/** Takes `fallback` for a member that is left out, or that Go writes as null. */
export function optional<T>(schema: Schema<T>): Schema<T | undefined>;
export function optional<T>(schema: Schema<T>, fallback: NoInfer<T>): Schema<T>;
export function optional<T>(schema: Schema<T>, fallback?: T): Schema<T | undefined> {
  return (value, field) => (value === undefined || value === null ? fallback : schema(value, field));
}

/** An object with these members; others are ignored. */
export const object =
  <T extends object>(members: { readonly [Name in keyof T]: Schema<T[Name]> }): Schema<T> =>
  (value, field) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Mismatch(field, 'must be an object.');
    }
    const entries = Object.entries<Schema<unknown>>(members).map(([name, schema]) => {
      const member = Object.hasOwn(value, name)
        ? (value as Readonly<Record<string, unknown>>)[name]
        : undefined;
      return [name, schema(member, field === '' ? name : `${field}.${name}`)];
    });
    return Object.fromEntries(entries) as T;
  };

/** An object with these members and no other, so that a misspelt one is noticed. */
export function exactObject<T extends object>(members: {
  readonly [Name in keyof T]: Schema<T[Name]>;
}): Schema<T> {
  const known = Object.keys(members);
  return (value, field) => {
    const read = object(members)(value, field);
    const odd = Object.keys(value as object).find((name) => !known.includes(name));
    if (odd === undefined) return read;
    const path = field === '' ? odd : `${field}.${odd}`;
    throw new Mismatch(path, `is not known here: there are ${known.join(', ')}.`);
  };
}

/** A string that the expression matches. @param reason completes "it …" */
export const matching =
  (pattern: RegExp, reason: string): Schema<string> =>
  (value, field) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw new Mismatch(field, reason);
    return value;
  };

/** Bytes in the URL alphabet without padding. */
export const base64url =
  (min = 0, max = Infinity): Schema<Bytes> =>
  (value, field) => {
    const bytes = fromBase64url(text()(value, field));
    if (!bytes) throw new Mismatch(field, 'must be base64url without padding.');
    if (bytes.length < min || bytes.length > max)
      throw new Mismatch(field, `must have ${min} to ${max} bytes.`);
    return bytes;
  };

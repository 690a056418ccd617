import type { SeedPlan } from '../domain/admin/seed-plan.ts';
import { type ApiError, apiError } from '../domain/error.ts';
import { readBody } from './body.ts';
import type { Call } from './context.ts';
import { seedBody } from './bodies/seed.ts';
import { Mismatch, type Schema } from './bodies/schema.ts';

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

/** Checks a seed document. @throws TypeError naming the value by its path */
export function readSeed(document: unknown): SeedPlan {
  try {
    return seedBody(document, '');
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw new TypeError(`The seed is wrong: ${error.field || 'it'} ${error.reason}`, { cause: error });
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

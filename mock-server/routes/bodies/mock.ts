import type { TokenOrder } from '../../domain/admin/mock-control.ts';
import type { FaultRule } from '../../store/fault.ts';
import { seedBody } from './seed.ts';
import {
  choice,
  integer,
  matching,
  Mismatch,
  number,
  object,
  optional,
  type Schema,
  text,
} from './schema.ts';

/** Milliseconds that a timer can wait (HTML, section "Timers"): a longer one would not wait at all. */
const longest = 2 ** 31 - 1;

const common = object({
  method: optional(text(), '*'),
  path: optional(text(), '**'),
  times: optional(integer(1, longest), 1),
  effect: choice('fail', 'delay', 'truncate', 'drop'),
});

const fail = object({
  status: optional(integer(400, 599), 503),
  error_code: optional(text(), 'planned_failure'),
  retry_after: optional(integer(0, longest)),
});
const delay = object({ milliseconds: optional(integer(0, longest), 1000) });
const truncate = object({ bytes: optional(integer(0, longest), 10) });
const drop = object({ when: optional(choice('before', 'after'), 'before') });

/**
 * A planned fault: `fail` refuses the call, `delay` makes it later, `truncate` cuts off its answer, `drop` ends the
 * connection before the call is made, or after.
 */
export const scenarioBody: Schema<FaultRule> = (value, field) => {
  const { method, path, times, effect: is } = common(value, field);
  return { method: method.toUpperCase(), path, times, effect: readEffect(is, value, field) };
};

function readEffect(is: FaultRule['effect']['is'], value: unknown, field: string): FaultRule['effect'] {
  if (is === 'delay') return { is, ...delay(value, field) };
  if (is === 'truncate') return { is, ...truncate(value, field) };
  if (is === 'drop') return { is, ...drop(value, field) };
  const { status, error_code: errorCode, retry_after: retryAfter } = fail(value, field);
  return { is, status, errorCode, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

const seconds: Schema<number> = (value, field) => {
  const read = number(value, field);
  if (read < 0 || read > 1e9) throw new Mismatch(field, 'must be a number of seconds, 0 or more.');
  return read;
};

export const clockBody = object({ advance_seconds: seconds });

export const tokenBody: Schema<TokenOrder> = object({
  workspace: text(),
  user: optional(text()),
  client: optional(text()),
  scope: optional(text(), ''),
  auth_age_seconds: optional(number, 0),
});

/** See `domain/admin/expiry.ts`. */
export const expireBody = object({ what: choice('challenges', 'sign-ins', 'codes', 'sessions') });

export const worldBody = object({
  name: optional(matching(/^[\w-]{1,64}$/, 'must be 1 to 64 letters, digits, hyphens or underscores.')),
  seed: optional(seedBody),
});

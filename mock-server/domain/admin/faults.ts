import type { Scenario } from '../../store/scenario.ts';
import type { RequestContext } from '../context.ts';
import { apiError } from '../error.ts';

type Body = Readonly<Record<string, unknown>>;

/** Milliseconds that a timer can wait (HTML, section "Timers"): a longer one would not wait at all. */
const largest = 2 ** 31 - 1;

/**
 * Plans what the next calls that match will meet: `{method?, path?, times?, effect, …}`, where `effect` is
 * `fail` (`status`, `error_code?`, `retry_after?`: the call is not made), `delay` (`milliseconds`), `truncate`
 * (`bytes`: the call is made, its answer cut off) or `drop` (`when`: the connection ends `before` the call is
 * made, or `after`, when only its answer is lost). In `path`, `*` is any part of a segment and `**` anything.
 */
export function planFault(context: RequestContext, body: Body): Scenario {
  const scenario: Scenario = {
    method: text(body, 'method', '*').toUpperCase(),
    path: text(body, 'path', '**'),
    times: count(body, 'times', 1, 1),
    effect: parseEffect(body),
  };
  context.state.scenarios.push(scenario);
  return scenario;
}

/** Ends the rehearsal: nothing is planned any more. */
export function dropFaults(context: RequestContext): void {
  context.state.scenarios = [];
}

/** What that call meets, the oldest plan first; it is used up by one. */
export function nextFault(
  context: RequestContext,
  method: string,
  path: string,
): Scenario['effect'] | undefined {
  const { scenarios } = context.state;
  const planned = scenarios.find((scenario) => matches(scenario, method, path));
  if (!planned) return undefined;
  planned.times -= 1;
  context.state.scenarios = scenarios.filter(({ times }) => times > 0);
  return planned.effect;
}

function matches(scenario: Scenario, method: string, path: string): boolean {
  const pattern = scenario.path.replace(/\*\*|\*|[.+?^${}()|[\]\\]/g, (found) => {
    if (found === '**') return '.*';
    return found === '*' ? '[^/]*' : `\\${found}`;
  });
  return (scenario.method === '*' || scenario.method === method) && new RegExp(`^${pattern}$`).test(path);
}

function parseEffect(body: Body): Scenario['effect'] {
  const effect = text(body, 'effect', '');
  if (effect === 'delay') return { is: effect, milliseconds: count(body, 'milliseconds', 1000, 0) };
  if (effect === 'truncate') return { is: effect, bytes: count(body, 'bytes', 10, 0) };
  if (effect === 'drop') return { is: effect, when: parseMoment(body) };
  if (effect === 'fail') return failure(body);
  throw apiError('invalid_request', 'effect must be fail, delay, truncate or drop.');
}

function parseMoment(body: Body): 'before' | 'after' {
  const when = text(body, 'when', 'before');
  if (when !== 'before' && when !== 'after')
    throw apiError('invalid_request', 'when must be before or after.');
  return when;
}

function failure(body: Body): Scenario['effect'] {
  const status = count(body, 'status', 503, 400, 599);
  const failing = { is: 'fail', status, errorCode: text(body, 'error_code', 'planned_failure') } as const;
  return body['retry_after'] === undefined
    ? failing
    : { ...failing, retryAfter: count(body, 'retry_after', 1, 0) };
}

function text(body: Body, member: string, otherwise: string): string {
  const value = body[member] ?? otherwise;
  if (typeof value !== 'string') throw apiError('invalid_request', `${member} must be a string.`);
  return value;
}

function count(body: Body, member: string, otherwise: number, least: number, most = largest): number {
  const value = body[member] ?? otherwise;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw apiError('invalid_request', `${member} must be a whole number from ${least} to ${most}.`);
  }
  return value;
}

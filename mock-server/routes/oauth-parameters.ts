import { OAuthFailure } from '../oauth/failure.ts';
import { readBody } from './body.ts';
import type { Call } from './context.ts';

/** Parameters of an OAuth call by their names. One without a value counts as left out. */
export type OAuthParameters = Readonly<Record<string, string>>;

/** @throws OAuthFailure for a parameter that is given twice */
export function readQuery(call: Call): OAuthParameters {
  return toParameters(new URL(call.req.url).searchParams);
}

/** @throws OAuthFailure for another kind of body, or a parameter that is given twice */
export async function readForm(call: Call): Promise<OAuthParameters> {
  const type = call.req.header('Content-Type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    throw new OAuthFailure('invalid_request', 'The body must be application/x-www-form-urlencoded.');
  }
  return toParameters(new URLSearchParams(new TextDecoder().decode(await readBody(call))));
}

/** RFC 6749, sections 3.1 and 3.2. `resource` alone may be given several times (RFC 8707, section 2); it is ignored. */
function toParameters(sent: URLSearchParams): OAuthParameters {
  const given = [...sent].filter(([name, value]) => value !== '' && name !== 'resource');
  const names = given.map(([name]) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new OAuthFailure('invalid_request', `${twice} is given twice.`);
  return Object.fromEntries(given);
}

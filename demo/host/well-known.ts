import type { Connect } from 'vite';

/** The answer of a path below `/.well-known`: a place to go to, or JSON. */
export type WellKnown = { readonly location: string } | { readonly json: object };

/** The page where people manage their passkeys and their password. */
const account = '/account.html';

/**
 * Shows password managers the way to the account page: `passkey-endpoints` (W3C, "A Well-Known URL for Relying Party
 * Passkey Endpoints") and `change-password` (W3C, "A Well-Known URL for Changing Passwords").
 */
export function answerWellKnown(path: string, origin: string): WellKnown | undefined {
  if (path === '/.well-known/change-password') return { location: account };
  const page = origin + account;
  return path === '/.well-known/passkey-endpoints' ? { json: { enroll: page, manage: page } } : undefined;
}

/** The same as a middleware of Vite. @param origin of the site */
export function wellKnown(origin: () => string): Connect.NextHandleFunction {
  return ({ url = '' }, response, next) => {
    const answer = url.startsWith('/.well-known/') ? answerWellKnown(url, origin()) : undefined;
    if (answer === undefined) next();
    else if ('location' in answer) response.writeHead(302, { Location: answer.location }).end();
    else response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer.json));
  };
}

import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Browser } from '../domain/oauth/browser.ts';
import { tenantPathAt } from '../domain/url-layout.ts';
import { type Call, requestHost } from './context.ts';

/** One cookie for each sign-in: tabs that begin at the same time must not overwrite each other's. */
const prefix = 'connect_sign_in_';

export function readBrowser(call: Call): Browser {
  return {
    only: requestHost(call).onlyBrowser ?? false,
    get secrets() {
      const ours = Object.entries(getCookie(call)).filter(([name]) => name.startsWith(prefix));
      return new Map(ours.map(([name, secret]) => [name.slice(prefix.length), secret]));
    },
  };
}

/** Lets the browser keep the secret of a sign-in. */
export function keepSignIn(call: Call, id: string, secret: string, lifetime: number): void {
  setCookie(call, prefix + id, secret, { ...rules(call), maxAge: Math.ceil(lifetime / 1000) });
}

export function dropSignIn(call: Call, id: string): void {
  deleteCookie(call, prefix + id, rules(call));
}

/**
 * `Lax`: people come from the application, which may be another site. For all of the tenant: the page is the
 * workspace's, the calls that it makes are the pool's.
 */
function rules(call: Call) {
  const { origin, rules: chosen, state } = call.var.context;
  const secure = origin.startsWith('https:');
  return {
    path: tenantPathAt(chosen.layout, state.tenant.id),
    httpOnly: true,
    sameSite: 'Lax',
    secure,
  } as const;
}

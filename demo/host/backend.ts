import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Connect, Plugin, PreviewServer, ViteDevServer } from 'vite';
import { authorization } from '../backend/authorization.ts';
import { createBackend } from '../backend/backend.ts';
import { sameOriginJson } from '../backend/same-origin.ts';
import { cookieSessions } from '../backend/cookie-sessions.ts';
import { issuerKeys } from '../backend/tokens.ts';
import { wellKnown } from './well-known.ts';

/** Mounts the demo's backend and its well-known URLs beside the pages, in `vite` and in `vite preview`. */
export function demoBackend(): Plugin {
  return {
    name: 'demo-backend',
    configureServer: mount,
    configurePreviewServer: mount,
  };
}

function mount(server: ViteDevServer | PreviewServer): void {
  const options = {
    origin: () => findOrigin(server),
    tenant: 'acme',
    workspaces: ['shop', 'portal'],
    sessions: cookieSessions(),
    guard: sameOriginJson(() => findOrigin(server)),
    now: () => issuerClock(findOrigin(server)),
    fetch: globalThis.fetch,
    keysOf: issuerKeys(globalThis.fetch),
  };
  // People come to the callback from another site: only the session has a guard.
  const backend = new Hono().route('/', authorization(options)).route('/', createBackend(options));
  const listener = getRequestListener(backend.fetch);
  const onlyDemo: Connect.NextHandleFunction = (request, response, next) =>
    request.url?.startsWith('/demo/') ? void listener(request, response) : next();
  server.middlewares.use(onlyDemo).use(wellKnown(() => findOrigin(server)));
}

/** The console moves the clock of the mock ahead, and the demo goes along; other backends have a clock of their own. */
async function issuerClock(origin: string): Promise<number> {
  const { headers } = await fetch(`${origin}/_mock`);
  return Date.parse(headers.get('Date') ?? '');
}

/** The one origin the site is served from, whatever `Host` a request claims. */
function findOrigin(server: ViteDevServer | PreviewServer): string {
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The server does not listen yet.');
  return new URL(url).origin;
}

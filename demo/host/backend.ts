import { getRequestListener } from '@hono/node-server';
import type { Connect, Plugin, PreviewServer, ViteDevServer } from 'vite';
import { createBackend } from '../backend/backend.ts';
import { cookieSessions } from '../backend/cookie-sessions.ts';
import { issuerKeys } from '../backend/tokens.ts';

/** Mounts the demo's backend beside the pages, in `vite` and in `vite preview`. */
export function demoBackend(): Plugin {
  return {
    name: 'demo-backend',
    configureServer: mount,
    configurePreviewServer: mount,
  };
}

function mount(server: ViteDevServer | PreviewServer): void {
  const backend = createBackend({
    origin: () => originOf(server),
    tenant: 'acme',
    workspaces: ['shop', 'portal'],
    sessions: cookieSessions(),
    now: Date.now,
    fetch: globalThis.fetch,
    keysOf: issuerKeys(globalThis.fetch),
  });
  const listener = getRequestListener(backend.fetch);
  const onlyDemo: Connect.NextHandleFunction = (request, response, next) =>
    request.url?.startsWith('/demo/') ? void listener(request, response) : next();
  server.middlewares.use(onlyDemo);
}

/** The one origin the site is served from, whatever `Host` a request claims. */
function originOf(server: ViteDevServer | PreviewServer): string {
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The server does not listen yet.');
  return new URL(url).origin;
}

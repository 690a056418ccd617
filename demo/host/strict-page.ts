import type { Plugin, PreviewServer, ViteDevServer } from 'vite';

/**
 * The policy of every page of the demo, in `vite` too: as strict as a bank's.
 * `connect-src 'self'` covers a WebSocket to the same host (CSP Level 3, section 6.7.2.8).
 */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html 'allow-duplicates'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const headers = {
  'Content-Security-Policy': policy,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': 'publickey-credentials-get=(self), publickey-credentials-create=(self)',
};

/** Sends the policy with everything that is served, and keeps Vite's own client, which styles inline, out. */
export function strictPage(): Plugin {
  return {
    name: 'demo-strict-page',
    configureServer: sendHeaders,
    configurePreviewServer: sendHeaders,
    transformIndexHtml: { order: 'post', handler: (html) => html.replace(viteClient, '') },
  };
}

const viteClient = /\s*<script type="module" src="\/@vite\/client"><\/script>/;

function sendHeaders({ middlewares }: ViteDevServer | PreviewServer): void {
  middlewares.use((_request, response, next) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    next();
  });
}

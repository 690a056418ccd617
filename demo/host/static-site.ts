import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { policy } from './strict-page.ts';

/**
 * `vite build --mode static`: pages that need no server. Their scripts wait until the mock runs in the page, and
 * the policy is in the page, since a static host sends none (there, frames cannot be forbidden).
 */
export function staticSite(): Plugin {
  return {
    name: 'demo-static-site',
    transformIndexHtml: { order: 'pre', handler: (html) => withPolicy(withStart(html.replace(hosted, ''))) },
    generateBundle() {
      for (const [fileName, source] of workers()) this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

const staticPolicy = policy
  .replace("frame-ancestors 'none'; ", '')
  .replace('trusted-types lit-html', 'trusted-types lit-html default');

/** A static host has no page of the workspace to go to. */
const hosted = /\s*<p class="elsewhere">.*?<\/p>/s;

const scripts = /\s*<script type="module" src="([^"]+)"><\/script>/g;

/** All scripts of the page, in their order, behind the start of the mock. */
function withStart(html: string): string {
  const sources = Array.from(html.matchAll(scripts), ([, source = '']) => source.replace(/^(?!\/)/, '/'));
  const imports = sources.map((source) => `await import('${source}');`);
  const script = ["import { start } from '/static/start.ts';", 'await start();', ...imports].join('\n');
  return html.replace(scripts, '').replace('</head>', `<script type="module">${script}</script></head>`);
}

function withPolicy(html: string): string {
  return html.replace(
    '<meta charset="utf-8" />',
    `<meta charset="utf-8" /><meta http-equiv="Content-Security-Policy" content="${staticPolicy}" />`,
  );
}

function workers(): readonly (readonly [string, string])[] {
  const require = createRequire(import.meta.url);
  return [
    ['demo-worker.js', readFileSync(new URL('../static/demo-worker.js', import.meta.url), 'utf8')],
    ['mockServiceWorker.js', readFileSync(require.resolve('msw/mockServiceWorker.js'), 'utf8')],
  ];
}

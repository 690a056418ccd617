/** The elements in pages that a framework renders on a server: its output, hydration, and what works afterwards. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as esbuild from 'esbuild';
import type { Browser } from 'puppeteer-core';
import { Visitor } from '../demo/visitor.ts';
import { openChromium } from '../support/open-chromium.ts';
import type { FreshApp } from './fresh-app.ts';
import { installed } from './installed.ts';
import { openApp } from './open-app.ts';
import { frameworks, react, type Rendered } from './server-rendering/apps.ts';
import { sveltePlugin } from './svelte-plugin.ts';

const page = (content: string) =>
  `<!doctype html><html lang="en"><title>App</title><main id="app">${content}</main><script type="module" src="/client.js"></script></html>`;

describe('the elements, rendered on a server', () => {
  let browser: Browser;
  let newest: FreshApp;
  before(async () => {
    browser = await openChromium();
    newest = await installed().another();
    await newest.link('react', 'react-dom', 'vue', 'svelte');
  });
  after(async () => {
    await browser.close();
    await newest.remove();
  });

  for (const app of frameworks) {
    it(`by ${app.name}: nothing differs at hydration, and people sign in and see their list`, async () => {
      await visit(browser, newest, app);
    });
  }

  for (const version of ['17', '18']) {
    it(`by React ${version}, through its components`, async () => {
      const older = await installed().another(`react@${version}`, `react-dom@${version}`);
      try {
        await visit(browser, older, react(version));
      } finally {
        await older.remove();
      }
    });
  }

  it('by Lit: as markup, which the browser fills in', async () => {
    const lit = await installed().another('@lit-labs/ssr');
    try {
      await lit.write('server.js', litServer);
      const html = await lit.run(process.execPath, 'server.js');
      assert.match(html, /<passkey-signin +issuer="https:\/\/example.com\/acme\/shop"[^>]*>/);
      assert.doesNotMatch(html, /shadowroot/);
    } finally {
      await lit.remove();
    }
  });
});

const litServer = `import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import 'connect-passkeys/define';
const issuer = 'https://example.com/acme/shop';
console.log(await collectResult(render(html\`<passkey-signin issuer=\${issuer}><form slot="other-ways"></form></passkey-signin>
  <passkey-manager .accessToken=\${() => ''}></passkey-manager>\`)));`;

/** The server's page, then the person: by password, the passkey that is offered, the list that it is in. */
async function visit(browser: Browser, app: FreshApp, rendered: Rendered): Promise<void> {
  const { html, client } = await build(app, rendered);
  assert.match(html, /<passkey-signin/);
  assert.doesNotMatch(html, /\[object|=&gt;/);
  const site = await openApp((path, origin) => {
    if (path === '/') return page(html);
    if (path !== '/client.js') throw new Error(path);
    return client.replaceAll('https://example.com', origin);
  });
  const ada = await Visitor.in(await browser.createBrowserContext());
  try {
    await ada.takeDevice();
    await ada.open(site.url);
    await ada.type('Email', 'ada@example.com');
    await ada.type('Password', 'analytical engine');
    await ada.press('Sign in with a password');
    await ada.press('Create a passkey');
    await ada.reads('1 of 10');
    await ada.press('Update');
    await ada.reads('1 of 10');
    ada.evidence.assertClean();
  } finally {
    await ada.leave();
    await site.close();
  }
}

async function build(
  app: FreshApp,
  { files, alias, serverAlias }: Rendered,
): Promise<{ html: string; client: string }> {
  for (const [file, code] of Object.entries(files)) await app.write(file, code);
  const { define, ...shared } = settings;
  const entry = (name: string) => [app.path(Object.keys(files).find((file) => file.startsWith(name)) ?? '')];
  await esbuild.build({
    ...shared,
    ...(serverAlias && { alias: serverAlias }),
    entryPoints: entry('server'),
    outfile: app.path('server.out.js'),
    packages: 'external',
    platform: 'node',
    plugins: [sveltePlugin('server')],
  });
  const { outputFiles } = await esbuild.build({
    ...shared,
    define,
    ...(alias && { alias }),
    entryPoints: entry('client'),
    write: false,
    conditions: ['browser', 'svelte'],
    plugins: [sveltePlugin('client')],
  });
  return { html: await app.run(process.execPath, 'server.out.js'), client: outputFiles[0]?.text ?? '' };
}

/** React's development build logs every difference. */
const settings = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  logLevel: 'error',
  loader: { '.js': 'jsx' },
  define: {
    'process.env.NODE_ENV': '"development"',
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
  },
} as const satisfies esbuild.BuildOptions;

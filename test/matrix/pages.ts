/** The package in pages, opened in a browser. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import * as esbuild from 'esbuild';
import type { Browser } from 'puppeteer-core';
import { build } from 'vite';
import { Visitor } from '../demo/visitor.ts';
import { blocksIn } from '../docs/code-blocks.ts';
import { openChromium } from '../support/open-chromium.ts';
import { installed } from './installed.ts';
import { signIn } from './sign-in.ts';
import { type Files, folder, openApp } from './open-app.ts';

const cdn = 'node_modules/connect-passkeys/dist/cdn';
const entry = 'connect-passkeys.js';
let browser: Browser;

before(async () => {
  browser = await openChromium();
});
after(() => browser.close());

/** Opens an app on a laptop. */
async function visit(files: Files, does: (ada: Visitor, url: string) => Promise<void>): Promise<void> {
  const app = await openApp(files);
  const ada = await Visitor.in(await browser.createBrowserContext());
  try {
    await ada.takeDevice();
    await does(ada, app.url);
  } finally {
    await ada.leave();
    await app.close();
  }
}

describe('an app with the package', () => {
  before(async () => {
    await installed().write('main.js', app);
    await installed().write('index.html', page('<script type="module" src="/main.js"></script>'));
  });

  it('works when Vite has built it', async () => {
    const [root, outDir] = [installed().folder, installed().path('built')];
    await build({ root, configFile: false, logLevel: 'error', build: { outDir } });
    await visit(folder('built'), signIn);
  });

  it('works when esbuild has built it, and leaves out what is not imported', async () => {
    await installed().write('headless.js', `export { createPasskeys } from 'connect-passkeys';`);
    const entryPoints = ['main.js', 'headless.js'].map((file) => installed().path(file));
    const settings = { bundle: true, minify: true, format: 'esm', splitting: true } as const;
    await esbuild.build({ ...settings, entryPoints, outdir: installed().path('es') });
    await installed().write('es/index.html', page('<script type="module" src="/main.js"></script>'));
    const headless = await readFile(installed().path('es/headless.js'), 'utf8');
    assert.doesNotMatch(headless, /passkey-signin|adoptedStyleSheets/);
    await visit(folder('es'), signIn);
  });
});

describe('the pages of the README', () => {
  const [signInTag = '', tokens = '', account = ''] = blocksIn('html')
    .filter(({ place }) => place.startsWith('README'))
    .map(({ code }) => code);
  const files: Files = (path, origin) => {
    const here = (html: string) => page(html.replaceAll('https://example.com', origin));
    if (path === '/login') return here(signInTag + tokens);
    if (path === '/account') return here(account);
    return folder(cdn)(path.replace('/connect-passkeys/', ''), origin);
  };

  it('sign in and list passkeys as they are, by script tag, with a backend that keeps the session', async () => {
    await visit(files, async (ada, url) => {
      await signIn(ada, `${url}/login`);
      await ada.isAt('/account');
    });
  });
});

describe('a page that pins the scripts', () => {
  let hashes: Readonly<Record<string, string>>;
  before(async () => {
    hashes = JSON.parse(await readFile(installed().path(`${cdn}/integrity.json`), 'utf8')) as typeof hashes;
  });

  /** The page of the recipe, with the hashes of the package and one script that was tampered with. */
  const pinned = (tampered?: string) => async (path: string) => {
    const file = path.replace('/connect-passkeys/', '');
    if (path !== '/')
      return (await readFile(installed().path(`${cdn}/${file}`), 'utf8')) + (file === tampered ? ';' : '');
    const integrity = Object.fromEntries(
      Object.entries(hashes).map(([name, hash]) => [`/connect-passkeys/${name}`, hash]),
    );
    return page(`<script type="importmap">${JSON.stringify({ integrity })}</script>
      <script type="module" src="/connect-passkeys/${entry}" integrity="${String(hashes[entry])}"></script>`);
  };
  /** True if the page ran the script of the package. */
  const gets = (ada: Visitor, file: string) =>
    ada.page.evaluate(async (url) => {
      try {
        return Boolean(await import(url));
      } catch {
        return false;
      }
    }, `/connect-passkeys/${file}`);
  const isDefined = (ada: Visitor) =>
    ada.page.evaluate(() => customElements.get('passkey-signin') !== undefined);

  it('has a hash for every script, and gets them all', async () => {
    const scripts = installed().files.filter((file) => /^dist\/cdn\/.*\.js$/.test(file));
    assert.deepEqual(
      Object.keys(hashes).toSorted(),
      scripts.map((file) => file.slice('dist/cdn/'.length)).toSorted(),
    );
    await visit(pinned(), async (ada, url) => {
      await ada.open(url);
      assert.equal(await isDefined(ada), true);
      for (const file of Object.keys(hashes)) assert.equal(await gets(ada, file), true, file);
      ada.evidence.assertClean();
    });
  });

  it('refuses a changed chunk, and only that', async () => {
    const chunk = Object.keys(hashes).find((file) => file.startsWith('de-')) ?? '';
    await visit(pinned(chunk), async (ada, url) => {
      await ada.open(url);
      assert.equal(await isDefined(ada), true);
      assert.equal(await gets(ada, chunk), false);
    });
  });

  it('refuses a changed entry', async () => {
    await visit(pinned(entry), async (ada, url) => {
      await ada.open(url);
      assert.equal(await isDefined(ada), false);
    });
  });
});

const page = (content: string) =>
  `<!doctype html><html lang="en"><title>App</title><main>${content}</main></html>`;

/** Signs in and lists passkeys, the tokens in its memory. */
const app = `import 'connect-passkeys/define';
import { createPasskeys } from 'connect-passkeys';

let token = '';
const client = createPasskeys({
  issuer: location.origin + '/acme/shop',
  poolId: 'customers',
  accessToken: () => token,
  onTokens: (tokens) => { token = tokens.access_token; },
});
const [signIn, manager] = ['passkey-signin', 'passkey-manager'].map((tag) => Object.assign(document.createElement(tag), { client }));
signIn.innerHTML = \`<form slot="other-ways" data-passkey-password>
  <label>Email <input autocomplete="username" /></label>
  <label>Password <input type="password" autocomplete="current-password" /></label>
  <button>Sign in with a password</button>
</form>\`;
signIn.addEventListener('passkey-signed-in', () => signIn.replaceWith(manager));
document.querySelector('main').append(signIn);
`;

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { demoBackend } from './demo/host/backend.ts';
import { frame } from './demo/host/frame.ts';
import { staticSite } from './demo/host/static-site.ts';
import { strictPage } from './demo/host/strict-page.ts';
import { mockServer } from './mock-server/hosts/vite.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** `npm start`: the demo's pages, its backend and the mock server on one origin. */
const site: UserConfig = {
  root: path('demo'),
  appType: 'mpa',
  plugins: [strictPage(), mockServer({ signInScript: '/connect-passkeys.js' }), demoBackend(), frame()],
  resolve: {
    // What a customer's page has as the file of the package for script tags.
    alias: { '/connect-passkeys.js': path('src/define.ts') },
    // Without `development`: Lit would talk to the console.
    conditions: ['module', 'browser', 'production'],
  },
  // All dependencies are ES modules: served as they are, nothing is bundled or cached before the first page.
  optimizeDeps: { noDiscovery: true, include: [] },
  server: {
    // The pages' policy forbids the inline styles of Vite's client, and the mock answers CORS by itself.
    hmr: false,
    cors: false,
    fs: { allow: [path('.')] },
  },
  preview: { cors: false },
  // The policy allows no data: URL.
  build: { assetsInlineLimit: 0 },
};

const pages = ['index', 'login', 'account', 'console', 'inspector'];

/** `npm run build:demo`: the same pages for any static host, with the mock in the page. */
const staticDemo: UserConfig = {
  root: path('demo'),
  base: './',
  plugins: [frame(), staticSite()],
  ...(site.resolve && { resolve: site.resolve }),
  build: {
    outDir: path('dist-demo'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The mock is in it, with all that a server needs.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: pages.map((page) => path(`demo/${page}.html`)) },
  },
};

/** With the licences of the packages that a build has code of. */
const license = { fileName: 'licenses.md' };

/** What the package gives to bundlers: modules that keep their imports of lit, ky and @simplewebauthn/browser. */
const modules: UserConfig = {
  publicDir: false,
  build: {
    outDir: 'dist',
    target: 'es2022',
    minify: false,
    sourcemap: true,
    license,
    lib: {
      entry: {
        index: path('src/index.ts'),
        define: path('src/define.ts'),
        'passkey-signin': path('src/passkey-signin.ts'),
        'passkey-manager': path('src/passkey-manager.ts'),
        system: path('src/system.ts'),
        testing: path('src/testing.ts'),
      },
      formats: ['es'],
    },
    rolldownOptions: {
      external: [/^lit(\/|$)/, 'ky', '@simplewebauthn/browser'],
      // The tree as it is: a registering entry keeps its side effect, where package.json says it is.
      output: {
        preserveModules: true,
        preserveModulesRoot: path('src'),
        entryFileNames: ({ name }) => `${name.replace(/node_modules\/|\.json$/g, '')}.js`,
      },
    },
  },
};

/** A file for script tags, with everything that its page always needs; what waits for a person's act lies beside it. */
const cdn = (name: string, entry: string): UserConfig => ({
  publicDir: false,
  build: {
    outDir: 'dist/cdn',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    license,
    minify: true,
    lib: { entry: { [name]: path(entry) }, formats: ['es'] },
    rolldownOptions: {
      // The group is the entry with all its imports, also those that parts on demand share: one file, not a chain.
      preserveEntrySignatures: 'allow-extension',
      output: {
        minify: true,
        chunkFileNames: '[name]-[hash].js',
        codeSplitting: { groups: [{ name, test: (id) => id === path(entry) }] },
      },
    },
  },
  plugins: [minifiedStyles(), integrity()],
});

/** The mock server and its hosts, with all that they need but Node, Vite and MSW. */
const mock: UserConfig = {
  publicDir: false,
  build: {
    outDir: 'dist/mock-server',
    target: 'node20',
    minify: false,
    sourcemap: true,
    license,
    lib: {
      entry: {
        index: path('mock-server/app.ts'),
        node: path('mock-server/hosts/node.ts'),
        vite: path('mock-server/hosts/vite.ts'),
        msw: path('mock-server/hosts/msw.ts'),
      },
      formats: ['es'],
    },
    rolldownOptions: {
      external: [/^node:/, /^msw(\/|$)/, 'vite'],
      // Beside the entries: `elements.ts` looks for `../cdn/`.
      output: { chunkFileNames: '[name]-[hash].js' },
    },
  },
};

/** The command `connect-passkeys` and its functions, for Node alone. */
const doctor: UserConfig = {
  publicDir: false,
  build: {
    outDir: 'dist/doctor',
    target: 'node20',
    minify: false,
    sourcemap: true,
    license,
    lib: { entry: { index: path('src/doctor.ts'), command: path('src/doctor/command.ts') }, formats: ['es'] },
    rolldownOptions: { external: /^node:/, output: { chunkFileNames: '[name]-[hash].js' } },
  },
};

/** Minifies the style sheets of the elements, which a minifier of scripts leaves as they are. */
function minifiedStyles(): Plugin {
  return {
    name: 'minified-styles',
    transform: {
      filter: { id: /src\/elements\/.*styles\.ts$/ },
      async handler(code) {
        const [, css] = /css`([^`]*)`/.exec(code) ?? [];
        if (css === undefined) return undefined;
        const minified = await transform(css, { loader: 'css', minify: true, target: 'esnext' });
        return { code: code.replace(css, () => minified.code.trim()), map: { mappings: '' } };
      },
    },
  };
}

/** Writes the hashes a page needs to pin the files (Subresource Integrity, section "The integrity attribute"). */
function integrity(): Plugin {
  return {
    name: 'integrity',
    writeBundle({ dir = '' }, bundle) {
      const list = `${dir}/integrity.json`;
      const known = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as object) : {};
      const files = Object.keys(bundle).filter((file) => file.endsWith('.js'));
      const hashes = files.map((file) => [file, sri(readFileSync(`${dir}/${file}`))]);
      writeFileSync(list, `${JSON.stringify({ ...known, ...Object.fromEntries(hashes) }, null, 2)}\n`);
    },
  };
}

const sri = (bytes: Uint8Array) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

const builds: Readonly<Record<string, UserConfig>> = {
  modules,
  cdn: cdn('connect-passkeys', 'src/define.ts'),
  'cdn-passkey-signin': cdn('passkey-signin', 'src/passkey-signin.ts'),
  'cdn-passkey-manager': cdn('passkey-manager', 'src/passkey-manager.ts'),
  mock,
  doctor,
  static: staticDemo,
};

export default defineConfig(({ mode }) => builds[mode] ?? site);

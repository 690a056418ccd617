import { basename } from 'node:path';
import * as esbuild from 'esbuild';
import { isServerPath } from '../../mock-server/app.ts';
import { mockListener, requestPath } from '../../mock-server/hosts/listener.ts';
import { openSite, sendPage, sendScript, type Site } from '../support/site.ts';
import { sveltePlugin } from './svelte-plugin.ts';

/** Pages of a script each, at `/<name of its file>`, with the mock server on their origin. @param scripts their paths */
export async function openBundledSite(scripts: readonly string[]): Promise<Site> {
  const files = await bundle(scripts);
  const mock = mockListener({});
  return openSite(async (request, response) => {
    const path = requestPath(request);
    const script = files.get(path);
    if (isServerPath(path)) await mock(request, response);
    else if (script === undefined) sendPage(response, `${path}.js`);
    else sendScript(response, script);
  });
}

async function bundle(scripts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [...scripts],
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: '/',
    write: false,
    logLevel: 'error',
    // The build of Vue that compiles templates in the page.
    alias: { vue: 'vue/dist/vue.esm-bundler.js' },
    conditions: ['production', 'browser', 'svelte'],
    define: { 'process.env.NODE_ENV': '"development"', ...vueFlags },
    plugins: [sveltePlugin('client')],
  });
  return new Map(outputFiles.map(({ path, text }) => [`/${basename(path)}`, text]));
}

const vueFlags = {
  __VUE_OPTIONS_API__: 'false',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
};

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import * as esbuild from 'esbuild';
import { compile } from 'svelte/compiler';
import { readFile } from 'node:fs/promises';
import { isServerPath } from '../../mock-server/app.ts';
import { mockListener, type Listener } from '../../mock-server/listener.ts';

/** Pages of a script each, at `/<name of its file>`, with the mock server on their origin. */
export class BundledSite {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  /** @param scripts paths of the scripts */
  static async open(scripts: readonly string[]): Promise<BundledSite> {
    const files = await bundle(scripts);
    const mock = mockListener({});
    const server = createServer((request, response) => void answer(mock, files, request, response));
    await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
    return new BundledSite(server);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}

async function answer(
  mock: Listener,
  files: ReadonlyMap<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (isServerPath(pathname)) return mock(request, response);
  const script = files.get(pathname);
  if (script !== undefined) response.setHeader('Content-Type', 'text/javascript').end(script);
  else response.setHeader('Content-Type', 'text/html').end(pageOf(pathname));
}

const pageOf = (path: string): string => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>${path.slice(1)}</title></head>
  <body><script type="module" src="${path}.js"></script></body>
</html>`;

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
    plugins: [svelte],
  });
  return new Map(outputFiles.map(({ path, text }) => [`/${basename(path)}`, text]));
}

const vueFlags = {
  __VUE_OPTIONS_API__: 'false',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
};

const svelte: esbuild.Plugin = {
  name: 'svelte',
  setup(build) {
    build.onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { contents: compile(source, { filename: path, generate: 'client' }).js.code };
    });
  },
};

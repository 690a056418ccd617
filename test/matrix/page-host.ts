import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type * as mockServer from '../../mock-server/app.ts';
import { installed } from './installed.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** An app of somebody who installed the package: its files, a backend that keeps one session, and the package's mock. */
export class PageHost {
  readonly #server: Server;
  readonly #files: (path: string) => Promise<string> | string;
  #mock: mockServer.MockServer | undefined;
  #session = '{}';

  /** @param files what is at a path below the origin; throws where nothing is */
  constructor(files: (path: string) => Promise<string> | string) {
    this.#files = files;
    const listener = getRequestListener((request) => this.#answer(request));
    this.#server = createServer((request, response) => void listener(request, response));
  }

  get url(): string {
    return `http://localhost:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async start(): Promise<void> {
    const entry = installed().path('node_modules/connect-passkeys/dist/mock-server/index.js');
    const { createMockServer } = (await import(entry)) as typeof mockServer;
    this.#mock = createMockServer();
    await new Promise<void>((listening) => this.#server.listen(0, 'localhost', listening));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (/^\/(acme|api|_mock)\//.test(pathname)) return this.#mock?.fetch(request) ?? Response.error();
    if (pathname === '/session') return this.#sessionOf(request);
    try {
      const type = types[extname(pathname)] ?? 'text/html; charset=utf-8';
      return new Response(await this.#files(pathname), { headers: { 'Content-Type': type } });
    } catch {
      return new Response('', { status: 404 });
    }
  }

  async #sessionOf(request: Request): Promise<Response> {
    if (request.method === 'POST') this.#session = await request.text();
    return new Response(this.#session, { headers: { 'Content-Type': 'application/json' } });
  }
}

/** The files of a folder of the app, with `index.html` at its root. */
export const folder = (path: string) => (file: string) =>
  readFile(join(installed().path(path), file === '/' ? 'index.html' : file), 'utf8');

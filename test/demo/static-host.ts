import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** `npm run build:demo` on a host that only gives files away, in a folder of it. */
export class StaticHost {
  readonly url: string;
  readonly #server: Server;
  readonly #folder: string;

  private constructor(server: Server, folder: string) {
    this.url = `http://localhost:${(server.address() as AddressInfo).port}/try`;
    this.#server = server;
    this.#folder = folder;
  }

  static async start(): Promise<StaticHost> {
    const folder = await mkdtemp(join(tmpdir(), 'static-demo-'));
    const vite = 'node_modules/vite/bin/vite.js';
    await promisify(execFile)(process.execPath, [vite, 'build', '--mode', 'static', '--outDir', folder]);
    const server = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname).replace(
        /^\/try\//,
        '',
      );
      readFile(join(folder, path)).then(
        (file) => response.setHeader('Content-Type', types[extname(path)] ?? 'text/plain').end(file),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
    return new StaticHost(server, folder);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
    await rm(this.#folder, { recursive: true });
  }
}

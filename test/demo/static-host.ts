import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { requestPath } from '../../mock-server/hosts/listener.ts';
import { openSite, type Site } from '../support/site.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** `npm run build:demo` on a host that only gives files away, in a folder of it. */
export async function openStaticHost(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'static-demo-'));
  const vite = 'node_modules/vite/bin/vite.js';
  await promisify(execFile)(process.execPath, [vite, 'build', '--mode', 'static', '--outDir', folder]);
  const site = await openSite(async (request, response) => {
    const path = normalize(requestPath(request)).replace(/^\/try\//, '');
    try {
      const file = await readFile(join(folder, path));
      response.setHeader('Content-Type', types[extname(path)] ?? 'text/plain').end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
  return {
    url: `${site.url}/try`,
    close: async () => {
      await site.close();
      await rm(folder, { recursive: true });
    },
  };
}

import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type * as mockServer from '../../mock-server/app.ts';
import { openSite, type Site } from '../support/site.ts';
import { installed } from './installed.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Reads the file at a path below the origin; throws if there is none. */
export type Files = (path: string, origin: string) => Promise<string> | string;

/** A user's app with the package installed: its files, a backend that keeps one session, and the package's mock. */
export async function openApp(files: Files): Promise<Site> {
  const entry = installed().path('node_modules/connect-passkeys/dist/mock-server/index.js');
  const { createMockServer } = (await import(entry)) as typeof mockServer;
  const mock = createMockServer();
  const answerSession = sessions();
  return openSite(
    getRequestListener((request) => {
      const { pathname } = new URL(request.url);
      if (/^\/(acme|api|_mock)\//.test(pathname)) return mock.fetch(request);
      return pathname === '/session' ? answerSession(request) : answerFile(request, files);
    }),
  );
}

async function answerFile({ url }: Request, files: Files): Promise<Response> {
  const { pathname, origin } = new URL(url);
  try {
    const type = types[extname(pathname)] ?? 'text/html; charset=utf-8';
    return new Response(await files(pathname, origin), { headers: { 'Content-Type': type } });
  } catch {
    return new Response('', { status: 404 });
  }
}

function sessions(): (request: Request) => Promise<Response> {
  let session = '{}';
  return async (request) => {
    if (request.method === 'POST') session = await request.text();
    return new Response(session, { headers: { 'Content-Type': 'application/json' } });
  };
}

/** The files of a folder of the app, with `index.html` at its root. */
export const folder =
  (path: string): Files =>
  (file) =>
    readFile(join(installed().path(path), file === '/' ? 'index.html' : file), 'utf8');

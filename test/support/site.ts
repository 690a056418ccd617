import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What answers on a port of its own, for pages of `localhost`. */
export interface Site {
  readonly url: string;
  /** Hangs up on who is still there. */
  readonly close: () => Promise<void>;
}

export async function openSite(
  answer: (...call: Parameters<RequestListener>) => Promise<void> | void,
): Promise<Site> {
  const server = createServer((request, response) => void answer(request, response)).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function sendScript(response: ServerResponse, code: string): void {
  response.setHeader('Content-Type', 'text/javascript').end(code);
}

/** A page of one module script. */
export function sendPage(response: ServerResponse, script: string): void {
  response.setHeader('Content-Type', 'text/html').end(`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>${script}</title></head>
  <body><main></main><script type="module" src="${script}"></script></body>
</html>`);
}

export async function sendReply(response: ServerResponse, reply: Response): Promise<void> {
  response.writeHead(reply.status, Object.fromEntries(reply.headers));
  response.end(await reply.text());
}

export const scriptReply = (code: string): Response =>
  new Response(code, { headers: { 'Content-Type': 'text/javascript' } });

/** A page with that body. */
export function pageReply(body: string): Response {
  const page = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Page</title><link rel="icon" href="data:," /></head>
  <body>${body}</body>
</html>`;
  return new Response(page, { headers: { 'Content-Type': 'text/html' } });
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createMockServer, type MockServerOptions } from './app.ts';
import { refusal } from './domain/refusal.ts';
import { isLocalCall } from './loopback.ts';
import { goJson } from './routes/json.ts';

export type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** The server as a listener of `node:http`. It shows `/_mock` to this machine only. */
export function mockListener(options: MockServerOptions): Listener {
  const server = createMockServer(options);
  const listen = getRequestListener((request) => server.fetch(request), { overrideGlobalObjects: false });
  return async (incoming, outgoing) => {
    const control = /^\/_mock(?:[/?]|$)/.test(incoming.url ?? '');
    if (control && !isLocalCall(incoming, options.origins ?? [])) return refuseStranger(outgoing);
    await listen(incoming, outgoing);
  };
}

function refuseStranger(outgoing: ServerResponse): void {
  const refused = refusal('not_found', '/_mock answers to this machine only.');
  outgoing.writeHead(refused.status, { 'Content-Type': 'application/json' }).end(goJson(refused.body));
}

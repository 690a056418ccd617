import { getRequestListener } from '@hono/node-server';
import type { TestRunnerCoreConfig } from '@web/test-runner';
import { sessionHeader } from './test-page.ts';

type Middleware = NonNullable<TestRunnerCoreConfig['middleware']>[number];
type FetchHandler = (request: Request) => Response | Promise<Response>;

/** Paths of the mock server. A path of `/demo` with a file extension is a file of this repository. */
const apiPath = /^\/(?:(?:acme|api|identity|_mock)(?:\/|$)|demo\/(?!.*\.\w+$))/;

/**
 * Answers the API's paths on the origin of the tests. Each test file meets a server of its own, so no file
 * sees what another one did.
 */
export function mockServers(): Middleware {
  const servers = new Map<string, Promise<FetchHandler>>();
  return async (context, next) => {
    if (!apiPath.test(context.path)) {
      await next();
      return;
    }
    const session = sessionOf(context.get(sessionHeader), context.get('referer'));
    const server = servers.get(session) ?? createServer();
    servers.set(session, server);
    const handler = await server;
    context.respond = false;
    await getRequestListener(handler, { overrideGlobalObjects: false })(context.req, context.res);
  };
}

/** Requests of a service worker carry no header of ours, but the referrer of the page they were made for. */
function sessionOf(header: string, referrer: string): string {
  if (header) return header;
  const page = URL.canParse(referrer) ? new URL(referrer) : undefined;
  return page?.searchParams.get('wtr-session-id') ?? 'no session';
}

async function createServer(): Promise<FetchHandler> {
  const { createMockServer } = await import('../../mock-server/app.ts');
  const server = await createMockServer();
  return (request) => server.fetch(request);
}

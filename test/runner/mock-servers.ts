import type { TestRunnerCoreConfig } from '@web/test-runner';
import { isServerPath } from '../../mock-server/app.ts';
import { mockListener, type Listener } from '../../mock-server/hosts/listener.ts';

type Middleware = NonNullable<TestRunnerCoreConfig['middleware']>[number];

/** The header by which the server knows which test file a request comes from. */
export const sessionHeader = 'x-test-session';

/**
 * Answers the API's paths on the origin of the tests. Each test file meets a server of its own, so no file
 * sees what another one did.
 */
export function mockServers(): Middleware {
  const servers = new Map<string, Listener>();
  return async (context, next) => {
    if (!isServerPath(context.path)) {
      await next();
      return;
    }
    const session = sessionOf(context.get(sessionHeader), context.get('referer'));
    const listen = servers.get(session) ?? mockListener({});
    servers.set(session, listen);
    context.respond = false;
    await listen(context.req, context.res);
  };
}

/** Requests of a service worker, or of Firefox, carry no header of ours, but the referrer of their page. */
function sessionOf(header: string, referrer: string): string {
  if (header) return header;
  const page = URL.canParse(referrer) ? new URL(referrer) : undefined;
  return page?.searchParams.get('wtr-session-id') ?? 'no session';
}

import { Hono, type MiddlewareHandler } from 'hono';
import { getPath } from 'hono/utils/url';
import { sweepExpired } from './domain/admin/expiry.ts';
import { isServedPath, type Layout, standardPath } from './domain/url-layout.ts';
import { createRequestContext, type ServerRules } from './domain/context.ts';
import { ApiError, apiError } from './domain/error.ts';
import { OAuthFailure } from './oauth/failure.ts';
import { createSigningKey } from './oauth/keys.ts';
import { bodySize } from './routes/body.ts';
import { type Call, type Env, stampDate } from './routes/context.ts';
import { control } from './routes/mock-control.ts';
import { crossOrigin } from './middleware/cors.ts';
import { refuseForeignNames, refuseCrossSite } from './middleware/csrf.ts';
import type { Host } from './routes/host.ts';
import { idempotency } from './middleware/idempotency.ts';
import { replyRefusal } from './routes/json.ts';
import { oauth, replyOAuthFailure } from './routes/oauth.ts';
import { isVisit, replyNotice } from './routes/notice-page.ts';
import { RecentCalls } from './middleware/request-log.ts';
import { injectFaults } from './middleware/fault-injection.ts';
import { selfService } from './routes/self-service.ts';
import { signIn } from './routes/sign-in.ts';
import { readBrowser } from './routes/sign-in-cookies.ts';
import { hostedPage } from './routes/sign-in-page.ts';
import { poolSettingsRoutes, workspaceSettingsRoutes } from './routes/settings.ts';
import { system } from './routes/system.ts';
import { memoryStorage, type Storage } from './store/storage.ts';
import { seedState } from './store/seed.ts';
import { Store } from './store/store.ts';
import { Malformed } from './webauthn/index.ts';
import { realEnvironment, type Environment } from './environment.ts';

export { memoryStorage, type Storage } from './store/storage.ts';
export type { Layout } from './domain/url-layout.ts';
export type { Environment } from './environment.ts';

export interface MockServerOptions extends Partial<ServerRules> {
  /** Default: the real clock and real chance. */
  readonly world?: Environment;
  /** Default: kept for as long as the process runs. */
  readonly storage?: Storage;
  /** Origins of other sites whose pages may call the server. Default: none. */
  readonly origins?: readonly string[];
  /**
   * URL of the module that registers `<passkey-signin>` on the hosted sign-in page. Default:
   * `/connect-passkeys/connect-passkeys.js`, which the Node hosts serve.
   */
  readonly signInScript?: string;
  /** Told of every mistake of the server itself. Default: the console. */
  readonly onError?: (error: unknown) => void;
}

/** A Connect: a fetch app for any host and port. */
export interface MockServer {
  /** @param host what a host that sees the connection says of the caller */
  fetch(request: Request, host?: Host): Response | Promise<Response>;
  /** The same for a URL or a path, as tests write it. */
  request(input: string | URL | Request, init?: RequestInit): Response | Promise<Response>;
}

const defaults: ServerRules = {
  counter: 'reject',
  userVerification: 'preferred',
  layout: 'standard',
  attempts: { password: 10, code: 20, passkey: 30 },
};

/** Where the Node hosts serve the elements. */
const elementsScript = '/connect-passkeys/connect-passkeys.js';

/**
 * The passkey backend of SecureAuth Connect as a value: call `fetch` with a `Request`, or `request` with a path.
 * Issuer, Relying Party ID and origin are those of the URL it is called at, unless the pool says otherwise.
 */
export function createMockServer(options: MockServerOptions = {}): MockServer {
  const environment = options.world ?? realEnvironment;
  const rules = { ...defaults, ...options };
  const store = new Store(options.storage ?? memoryStorage(), async () =>
    seedState(environment, await createSigningKey()),
  );
  const recentCalls = new RecentCalls();
  const app = new Hono<Env>({ getPath: (request) => standardPath(rules.layout, getPath(request)) });
  app.use(async (call, next) => {
    await store.open();
    const { origin } = new URL(call.req.url);
    call.set(
      'realm',
      createRequestContext(store, environment, rules, { origin, browser: readBrowser(call) }),
    );
    stampDate(call);
    await next();
  });
  app.use(recentCalls.record);
  app.use(crossOrigin(options.origins ?? []));
  app.use(bodySize());
  const turn = stateLock(store);
  app.use('/_mock/*', turn);
  app.route('/_mock', control(store, recentCalls));
  app.use(
    refuseForeignNames,
    refuseCrossSite(options.origins ?? []),
    injectFaults(store),
    turn,
    idempotency(),
  );
  mountApi(app, options.signInScript ?? elementsScript);
  app.notFound((call) => replyFailure(call, apiError('not_found', 'There is no such call.')));
  app.onError((error, call) =>
    replyFailure(
      call,
      error instanceof OAuthFailure ? error : toApiError(error, options.onError ?? logError),
    ),
  );
  return app;
}

/** The three bases of the standard layout, to which the others are led, the settings, and the workspace as an OAuth issuer. */
function mountApi(app: Hono<Env>, signInScript: string): void {
  app.route('/api/admin/:tenant/servers/:workspace', workspaceSettingsRoutes);
  app.route('/api/identity/:tenant/system/pools/:pool', poolSettingsRoutes);
  app.route('/api/identity/:tenant/system/pools/:pool', system);
  app.route('/:tenant/:workspace/identity/v2/self', selfService);
  app.route('/:tenant/identity/:pool', signIn);
  app.route('/:tenant/:workspace', oauth);
  app.route('/:tenant/:workspace/sign-in', hostedPage(signInScript));
}

/** Whether a path belongs to the server, or to the site that it shares an origin with. */
export function isServerPath(path: string, layout: Layout = 'standard'): boolean {
  return isServedPath(layout, path);
}

/** Lets a call meet the state as it is kept, and keeps what it changed before it is answered. */
function stateLock(store: Store): MiddlewareHandler<Env> {
  const dropExpired = sweepExpired();
  return (call, next) =>
    store.turn(async () => {
      // Once more: the call may have waited, and others may have moved the clock meanwhile.
      stampDate(call);
      dropExpired(call.var.realm);
      await next();
      if (mayChange(call.req)) await store.save();
    });
}

/** A read changes nothing, but for the pages that people go through to sign in and out. */
function mayChange({ method, path }: { readonly method: string; readonly path: string }): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method) || /\/(?:oauth2|oidc)\//.test(path);
}

/** A page for a person; the vendor's error body, or OAuth's, for a program. */
function replyFailure(call: Call, failure: ApiError | OAuthFailure): Response | Promise<Response> {
  if (isVisit(call)) return replyNotice(call, failure);
  return failure instanceof OAuthFailure ? replyOAuthFailure(call, failure) : replyRefusal(call, failure);
}

function logError(error: unknown): void {
  // oxlint-disable-next-line no-console -- the log of a server that has no other
  console.error(error);
}

function toApiError(error: unknown, onError: (error: unknown) => void): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof Malformed) return apiError('invalid_request', error.message, { cause: error });
  onError(error);
  return apiError('internal_error', 'The mock server made a mistake; its log says which.');
}

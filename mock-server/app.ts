import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { createSeededState } from './domain/admin/seed.ts';
import type { Seed } from './domain/admin/seed-document.ts';
import type { SeedPlan } from './domain/admin/seed-plan.ts';
import { ApiError } from './domain/error.ts';
import { isServedPath, type Layout, type ServedIds, standardPath } from './domain/url-layout.ts';
import type { ServerRules } from './domain/context.ts';
import { type Environment, realEnvironment } from './environment.ts';
import { bodyLimit } from './middleware/body-limit.ts';
import { crossOrigin } from './middleware/cors.ts';
import { refuseCrossSite, refuseForeignNames } from './middleware/csrf.ts';
import { injectFaults } from './middleware/fault-injection.ts';
import { idempotency } from './middleware/idempotency.ts';
import { requestContext, rightWorld } from './middleware/request-context.ts';
import { recordCalls } from './middleware/request-log.ts';
import { stateLock } from './middleware/state-lock.ts';
import { Worlds } from './middleware/worlds.ts';
import { createSigningKey } from './oauth/keys.ts';
import type { Env } from './routes/context.ts';
import type { Host } from './routes/host.ts';
import { replyError, replyNoSuchCall } from './routes/failure.ts';
import type { LoggedCall } from './routes/logged-call.ts';
import { control } from './routes/mock-control.ts';
import { worldControl } from './routes/mock-worlds.ts';
import { oauth } from './routes/oauth.ts';
import { readSeed } from './routes/parse.ts';
import { atRoot } from './routes/pages/root.ts';
import { hostedCalls } from './routes/pages/hosted-calls.ts';
import { hostedPages, pageAssets } from './routes/pages/hosted-page.ts';
import { selfService } from './routes/self-service.ts';
import { poolSettingsRoutes, workspaceSettingsRoutes } from './routes/settings.ts';
import { signIn } from './routes/sign-in.ts';
import { system } from './routes/system.ts';
import { memoryStorage, type Storage } from './store/storage.ts';
import { tenantId } from './store/seed.ts';
import { Store } from './store/store.ts';

export { memoryStorage, type Storage } from './store/storage.ts';
export type { Layout } from './domain/url-layout.ts';
export type {
  Seed,
  SeedClient,
  SeedPasskey,
  SeedPool,
  SeedTenant,
  SeedUser,
  SeedWorkspace,
} from './domain/admin/seed-document.ts';
export type { LoggedCall } from './routes/logged-call.ts';
export type { Environment } from './environment.ts';

export interface MockServerOptions extends Partial<Omit<ServerRules, 'siteOrigins'>> {
  /** Time and randomness. Default: the real clock and the system's random numbers. */
  readonly world?: Environment;
  /** Default: kept for as long as the process runs. */
  readonly storage?: Storage;
  /** People, workspaces, pools and clients that are there at the start. Default: those of docs/mock-server.md. */
  readonly seed?: Seed;
  /**
   * Origins of other sites, such as `http://localhost:5173`, that may call the server from their pages and use passkeys
   * there. Default: none.
   */
  readonly origins?: readonly string[];
  /**
   * URL of the module that registers `<passkey-signin>` on the hosted sign-in page. Default:
   * `/connect-passkeys/connect-passkeys.js`, which the Node hosts serve.
   */
  readonly signInScript?: string;
  /** Called with every call after it was answered, e.g. for a log. Calls to `/_mock` are none of them. */
  readonly onCall?: (call: LoggedCall) => void;
  /** Called with every bug of the server itself. Default: logs it to the console. */
  readonly onError?: (error: unknown) => void;
}

/** The mock server: a fetch app for any host and port. */
export interface MockServer {
  /** @param host facts about the caller and the connection, from a host that sees them */
  fetch(request: Request, host?: Host): Response | Promise<Response>;
  /** Opens the storage, or creates the first state, as the first call does. @throws for a bad seed or file */
  open(): Promise<void>;
  /** The same for a URL or a path, as tests write it. */
  request(input: string | URL | Request, init?: RequestInit): Response | Promise<Response>;
}

const defaults: ServerRules = {
  counter: 'reject',
  userVerification: 'preferred',
  layout: 'standard',
  attempts: { password: 10, code: 20, passkey: 30 },
  siteOrigins: [],
};

/** Where the Node hosts serve the elements. */
const elementsScript = '/connect-passkeys/connect-passkeys.js';

/**
 * The passkey backend of SecureAuth Connect as a value: call `fetch` with a `Request`, or `request` with a path.
 * Issuer, Relying Party ID and origin are those of the URL it is called at, unless the pool has its own.
 */
export function createMockServer(options: MockServerOptions = {}): MockServer {
  const { world: environment = realEnvironment, origins = [] } = options;
  const rules = { ...defaults, ...options, siteOrigins: origins };
  const plan = options.seed && readSeed(options.seed);
  const tenant = plan?.tenant?.id ?? tenantId;
  const app = new Hono<Env>({ getPath: (request) => standardPath(rules.layout, getPath(request), tenant) });
  const createState = async () => createFirstState(environment, rules, plan, await createSigningKey());
  const store = new Store(options.storage ?? memoryStorage(), createState, tenant);
  mountMiddleware(app, { environment, rules, plan, store }, options);
  mountApi(app, options.signInScript ?? elementsScript);
  app.notFound(replyNoSuchCall);
  app.onError(replyError(options.onError ?? logError));
  return {
    fetch: (request, host) => app.fetch(request, host),
    request: (input, init) => app.request(input, init),
    open: () => store.open(),
  };
}

interface Parts {
  readonly environment: Environment;
  readonly rules: ServerRules;
  readonly plan: SeedPlan | undefined;
  /** Of the default world. */
  readonly store: Store;
}

/**
 * The order matters. The log stands outside of everything that may refuse a call, so that it lists refusals too, and
 * CORS before those, so that pages of other origins can read them. `/_mock` is mounted before the checks of names and
 * origins, which its hosts do more strictly, and before fault injection, which it controls. Injected delays are waited
 * for before the lock, so that they hold up no other call. Idempotency runs under the lock: the replies that it replays are state.
 */
function mountMiddleware(app: Hono<Env>, parts: Parts, options: MockServerOptions): void {
  const { environment, rules, store, plan } = parts;
  const { origins = [], onCall = () => undefined } = options;
  const worlds = new Worlds(store);
  const createStore = (further: SeedPlan | undefined) =>
    new Store(memoryStorage(), () =>
      createFirstState(environment, rules, plan, store.state.signingKey, further),
    );
  app.use(requestContext(worlds, environment, rules));
  app.use(recordCalls(onCall));
  app.use(crossOrigin(origins));
  app.use(bodyLimit());
  app.use(rightWorld(worlds, environment, rules));
  app.use('/_mock/*', stateLock);
  app.route('/_mock', control);
  app.route('/_mock/worlds', worldControl(worlds, createStore));
  app.use(refuseForeignNames);
  app.use(refuseCrossSite(origins));
  app.use(injectFaults);
  app.use(stateLock);
  app.use(idempotency());
  app.use(atRoot(options.seed));
}

/** @throws TypeError for a seed, the values of which do not fit together */
async function createFirstState(...about: Parameters<typeof createSeededState>) {
  return createSeededState(...about).catch((error: unknown) => {
    throw error instanceof ApiError ? new TypeError(`The seed is wrong: ${error.message}`) : error;
  });
}

/** Mounts the API at its URLs in the standard layout; other layouts are rewritten to them (see url-layout.ts). */
function mountApi(app: Hono<Env>, signInScript: string): void {
  app.route('/api/admin/:tenant/servers/:workspace', workspaceSettingsRoutes);
  app.route('/api/identity/:tenant/system/pools/:pool', poolSettingsRoutes);
  app.route('/api/identity/:tenant/system/pools/:pool', system);
  app.route('/:tenant/:workspace/identity/v2/self', selfService);
  app.route('/:tenant/identity/assets', pageAssets);
  app.route('/:tenant/identity/:pool', hostedPages(signInScript));
  app.route('/:tenant/identity/:pool', hostedCalls);
  app.route('/:tenant/identity/:pool', signIn);
  app.route('/:tenant/:workspace', oauth);
}

/** Whether the server answers a path, or leaves it to the site that it shares an origin with. */
export function isServerPath(path: string, layout: Layout = 'standard', seed?: Seed): boolean {
  return isServedPath(layout, path, seed && toServedIds(seed));
}

function toServedIds({ tenant, workspaces }: Seed): Partial<ServedIds> {
  return {
    ...(tenant?.id !== undefined && { tenant: tenant.id }),
    ...(workspaces && { workspaces: workspaces.map(({ id }) => id) }),
  };
}

function logError(error: unknown): void {
  // oxlint-disable-next-line no-console -- the log of a server that has no other
  console.error(error);
}

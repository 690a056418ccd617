import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { toIssuer, refreshed, verifiedSession, type TokenOptions } from './tokens.ts';
import type { SessionRecord, SessionStore } from './session-store.ts';
import type { TokenReply } from '../../src/index.ts';

/** The client that the workspace issues tokens to when a page of this site signs people in itself. */
const pageClientId = 'first-party';

export interface BackendOptions extends TokenOptions {
  readonly sessions: SessionStore;
  /** Decides who may call; none where only the site's own pages can, as in a page of the static demo. */
  readonly guard?: MiddlewareHandler;
}

/** The session as pages see it: the person, and an access token that pages keep in memory only. */
export type SessionReply =
  | { readonly is: 'signed-out' }
  | {
      readonly is: 'signed-in';
      readonly workspace: string;
      readonly subject: string;
      readonly user: string;
      readonly methods: readonly string[];
      readonly access_token: string;
    };

/**
 * The backend of the demo's customer: it turns the tokens of a sign-in into a cookie session.
 *
 * | call | body | answer |
 * |---|---|---|
 * | `POST /demo/session` | `{workspace, tokens}` | 204 and a new session |
 * | `PUT /demo/session` | `{workspace, tokens}` | 204 when it is the same person again (step-up), else 409 |
 * | `GET /demo/session` | | {@link SessionReply} |
 * | `DELETE /demo/session` | | 204, signed out |
 */
export function createBackend(options: BackendOptions): Hono {
  const { sessions } = options;
  const app = new Hono();
  if (options.guard) app.use('/demo/*', options.guard);
  app.use('/demo/*', bodyLimit({ maxSize: 64 * 1024 }));

  app.get('/demo/session', async ({ req }) => {
    const session = await current(req.raw, options);
    return reply(session ? signedIn(session) : { is: 'signed-out' });
  });

  app.post('/demo/session', async ({ req }) => {
    const session = await parseSession(await req.json(), options);
    if (!session) return refuse(401, 'These tokens are not from a workspace of this site.');
    return new Response(null, { status: 204, headers: await sessions.start(req.raw, session) });
  });

  app.put('/demo/session', async ({ req }) => {
    const before = await sessions.read(req.raw);
    const session = await parseSession(await req.json(), options);
    if (!before || !session)
      return refuse(401, 'Nobody is signed in, or these tokens are not from this site.');
    if (session.subject !== before.subject) return refuse(409, 'This is another person than before.');
    return new Response(null, { status: 204, headers: await sessions.start(req.raw, session) });
  });

  app.delete('/demo/session', async ({ req }) => {
    return new Response(null, { status: 204, headers: await sessions.end(req.raw) });
  });

  app.onError((error) => {
    if (error instanceof SyntaxError) return refuse(400, 'The body is not JSON.');
    throw error;
  });
  return app;
}

/** The session of a request with a token that still lives, or none. */
async function current(request: Request, options: BackendOptions): Promise<SessionRecord | undefined> {
  const session = await options.sessions.read(request);
  if (!session) return undefined;
  const renewed = await refreshed(session, options);
  if (renewed && renewed !== session) await options.sessions.update(request, renewed);
  return renewed;
}

async function parseSession(body: unknown, options: BackendOptions): Promise<SessionRecord | undefined> {
  const { workspace, tokens } = (body ?? {}) as {
    readonly workspace?: unknown;
    readonly tokens?: Partial<TokenReply>;
  };
  if (typeof workspace !== 'string' || typeof tokens?.access_token !== 'string') return undefined;
  if (tokens.id_token !== undefined && typeof tokens.id_token !== 'string') return undefined;
  const issuer = toIssuer(workspace, options);
  if (!issuer) return undefined;
  return verifiedSession(
    { token_type: 'Bearer', ...tokens, access_token: tokens.access_token },
    { workspace, issuer, clientId: pageClientId },
    options,
  );
}

const signedIn = ({ workspace, subject, user, methods, accessToken }: SessionRecord): SessionReply => ({
  is: 'signed-in',
  workspace,
  subject,
  user,
  methods,
  access_token: accessToken,
});

const reply = (body: SessionReply) => Response.json(body, { headers: { 'Cache-Control': 'no-store' } });

const refuse = (status: number, error: string) => Response.json({ status_code: status, error }, { status });

import { Hono } from 'hono';
import { pendingSignIn } from '../../domain/oauth/authorize.ts';
import { effective, isPasskey } from '../../domain/accounts/mechanisms.ts';
import { requirePool, requireTenant } from '../../domain/accounts/entities.ts';
import { issuerUrl } from '../../domain/context.ts';
import { replyUnscripted } from './notice-page.ts';
import { pageScript, sendPage, signInPage, stylesheet } from './markup.ts';
import { type Call, type Env, pathPart } from '../context.ts';

/** The page where an authorization asks people to sign in; mounted at `{issuer}/sign-in`. */
export function hostedPage(script: string) {
  return new Hono<Env>()
    .get('/', async (call) => sendPage(call, signInPage({ ...(await readSignIn(call)), script })))
    .post('/', replyUnscripted)
    .get('/page.js', (call) => call.body(pageScript, 200, { 'Content-Type': 'text/javascript' }))
    .get('/style.css', (call) => call.body(stylesheet, 200, { 'Content-Type': 'text/css' }));
}

async function readSignIn(call: Call) {
  const { context } = call.var;
  requireTenant(context, pathPart(call, 'tenant'));
  const { workspace, loginHint, lifetime } = await pendingSignIn(
    context,
    pathPart(call, 'workspace'),
    call.req.query(),
  );
  const pool = requirePool(context, workspace.poolIds[0] ?? '');
  const first = effective(pool.firstFactors, workspace);
  const issuer = issuerUrl(context, workspace);
  return {
    workspaceName: workspace.name,
    issuer,
    poolId: pool.id,
    lifetime: Math.ceil(lifetime / 1000),
    takesPassword: first.includes('password'),
    preferred: isPasskey(pool.preferred) && first.some(isPasskey) ? ('passkey' as const) : ('other' as const),
    ...(loginHint === undefined ? {} : { loginHint }),
  };
}

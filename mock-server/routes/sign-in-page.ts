import { Hono } from 'hono';
import { pendingSignIn } from '../domain/oauth/authorize.ts';
import { effective, isPasskey } from '../domain/accounts/mechanisms.ts';
import { requirePool, requireTenant } from '../domain/accounts/entities.ts';
import { issuerUrl } from '../domain/context.ts';
import { policy, signInPage, stylesheet } from './sign-in-markup.ts';
import { type Call, type Env, pathPart } from './context.ts';

/** The page where an authorization asks people to sign in; mounted at `{issuer}/sign-in`. */
export function hostedPage(script: string) {
  return new Hono<Env>()
    .get('/', async (call) => {
      call.header('Content-Security-Policy', policy);
      call.header('Referrer-Policy', 'no-referrer');
      call.header('Cache-Control', 'no-store');
      return call.html(signInPage({ ...(await readSignIn(call)), script }));
    })
    .get('/style.css', (call) => call.body(stylesheet, 200, { 'Content-Type': 'text/css' }));
}

async function readSignIn(call: Call) {
  const { realm } = call.var;
  requireTenant(realm, pathPart(call, 'tenant'));
  const { workspace, loginHint } = await pendingSignIn(realm, pathPart(call, 'workspace'), call.req.query());
  const pool = requirePool(realm, workspace.poolIds[0] ?? '');
  const first = effective(pool.firstFactors, workspace);
  const issuer = issuerUrl(realm, workspace);
  return {
    workspaceName: workspace.name,
    issuer,
    poolId: pool.id,
    stylesheet: new URL(`${issuer}/sign-in/style.css`).pathname,
    takesPassword: first.includes('password'),
    preferred: isPasskey(pool.preferred) && first.some(isPasskey) ? ('passkey' as const) : ('other' as const),
    ...(loginHint === undefined ? {} : { loginHint }),
  };
}

import { Hono } from 'hono';
import { signInWithPassword } from '../domain/accounts/password.ts';
import { requirePool, requireTenant } from '../domain/accounts/entities.ts';
import { beginSignIn, completeSignIn } from '../domain/passkeys/authentication.ts';
import { beginSignUp, completeSignUp } from '../domain/passkeys/sign-up.ts';
import { signInPlace } from '../domain/oauth/transactions.ts';
import type { Pool } from '../store/state.ts';
import { type Call, type Env, pathPart } from './context.ts';
import { familyOf, familyPattern } from './family.ts';
import { readObject, reply } from './json.ts';

/** Sign-in and sign-up without a token; mounted at `/{tenant}/identity/{poolId}`. */
export const signIn = new Hono<Env>()
  .post(`/login/${familyPattern}/begin`, async (call) => {
    const { realm } = call.var;
    const pool = poolOf(call);
    const body = await readObject(call);
    const place = await signInPlace(realm, body);
    return reply(call, await beginSignIn(realm, pool, familyOf(call), place, body['identifier']));
  })
  .post(`/login/${familyPattern}/complete`, async (call) => {
    const pool = poolOf(call);
    return reply(call, await completeSignIn(call.var.realm, pool, familyOf(call), await readObject(call)));
  })
  .post(`/register/${familyPattern}/begin`, async (call) => {
    const { realm } = call.var;
    const pool = poolOf(call);
    const body = await readObject(call);
    const place = await signInPlace(realm, body);
    return reply(call, beginSignUp(realm, pool, familyOf(call), place, body['identifier']));
  })
  .post(`/register/${familyPattern}/complete`, async (call) => {
    const pool = poolOf(call);
    return reply(call, await completeSignUp(call.var.realm, pool, familyOf(call), await readObject(call)));
  })
  .post('/login/password', async (call) => {
    const { realm } = call.var;
    const pool = poolOf(call);
    const body = await readObject(call);
    return reply(call, await signInWithPassword(realm, pool, await signInPlace(realm, body), body));
  });

function poolOf(call: Call): Pool {
  requireTenant(call.var.realm, pathPart(call, 'tenant'));
  return requirePool(call.var.realm, pathPart(call, 'pool'));
}

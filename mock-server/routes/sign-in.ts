import { Hono } from 'hono';
import { signInWithPassword } from '../domain/accounts/password.ts';
import { requirePool, requireTenant } from '../domain/accounts/entities.ts';
import { beginAuthentication, completeAuthentication } from '../domain/passkeys/authentication.ts';
import { beginSignUp, completeSignUp } from '../domain/passkeys/sign-up.ts';
import { findSignInContext } from '../domain/oauth/transactions.ts';
import type { Pool } from '../store/state.ts';
import { type Call, type Env, pathPart } from './context.ts';
import { readFamily, familyPattern } from './family.ts';
import { readObject, reply } from './json.ts';

/** Sign-in and sign-up without a token; mounted at `/{tenant}/identity/{poolId}`. */
export const signIn = new Hono<Env>()
  .post(`/login/${familyPattern}/begin`, async (call) => {
    const { realm } = call.var;
    const pool = readPool(call);
    const body = await readObject(call);
    const place = await findSignInContext(realm, body);
    return reply(call, await beginAuthentication(realm, pool, readFamily(call), place, body['identifier']));
  })
  .post(`/login/${familyPattern}/complete`, async (call) => {
    const pool = readPool(call);
    return reply(
      call,
      await completeAuthentication(call.var.realm, pool, readFamily(call), await readObject(call)),
    );
  })
  .post(`/register/${familyPattern}/begin`, async (call) => {
    const { realm } = call.var;
    const pool = readPool(call);
    const body = await readObject(call);
    const place = await findSignInContext(realm, body);
    return reply(call, beginSignUp(realm, pool, readFamily(call), place, body['identifier']));
  })
  .post(`/register/${familyPattern}/complete`, async (call) => {
    const pool = readPool(call);
    return reply(call, await completeSignUp(call.var.realm, pool, readFamily(call), await readObject(call)));
  })
  .post('/login/password', async (call) => {
    const { realm } = call.var;
    const pool = readPool(call);
    const body = await readObject(call);
    return reply(call, await signInWithPassword(realm, pool, await findSignInContext(realm, body), body));
  });

function readPool(call: Call): Pool {
  requireTenant(call.var.realm, pathPart(call, 'tenant'));
  return requirePool(call.var.realm, pathPart(call, 'pool'));
}

import { Hono } from 'hono';
import { signInWithPassword } from '../domain/accounts/password.ts';
import { requirePool, requireTenant } from '../domain/accounts/entities.ts';
import { beginAuthentication, completeAuthentication } from '../domain/passkeys/authentication.ts';
import { beginSignUp, completeSignUp } from '../domain/passkeys/sign-up.ts';
import { findSignInContext } from '../domain/oauth/transactions.ts';
import type { Pool } from '../store/state.ts';
import { type Call, type Env, pathPart, familyPattern, readFamily } from './context.ts';
import { reply } from './json.ts';
import { parseValue, readObject } from './parse.ts';
import { passwordBody } from './bodies/user.ts';

/** Sign-in and sign-up without a token; mounted at `/{tenant}/identity/{poolId}`. */
export const signIn = new Hono<Env>()
  .post(`/login/${familyPattern}/begin`, async (call) => {
    const { context } = call.var;
    const pool = readPool(call);
    const body = await readObject(call);
    const place = await findSignInContext(context, body);
    return reply(call, await beginAuthentication(context, pool, readFamily(call), place, body['identifier']));
  })
  .post(`/login/${familyPattern}/complete`, async (call) => {
    const pool = readPool(call);
    return reply(
      call,
      await completeAuthentication(call.var.context, pool, readFamily(call), await readObject(call)),
    );
  })
  .post(`/register/${familyPattern}/begin`, async (call) => {
    const { context } = call.var;
    const pool = readPool(call);
    const body = await readObject(call);
    const place = await findSignInContext(context, body);
    return reply(call, beginSignUp(context, pool, readFamily(call), place, body['identifier']));
  })
  .post(`/register/${familyPattern}/complete`, async (call) => {
    const pool = readPool(call);
    return reply(
      call,
      await completeSignUp(call.var.context, pool, readFamily(call), await readObject(call)),
    );
  })
  .post('/login/password', async (call) => {
    const { context } = call.var;
    const pool = readPool(call);
    const body = await readObject(call);
    const place = await findSignInContext(context, body);
    return reply(call, await signInWithPassword(context, pool, place, parseValue(body, passwordBody)));
  });

function readPool(call: Call): Pool {
  requireTenant(call.var.context, pathPart(call, 'tenant'));
  return requirePool(call.var.context, pathPart(call, 'pool'));
}

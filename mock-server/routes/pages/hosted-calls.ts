import { Hono } from 'hono';
import { requirePool, requireTenant } from '../../domain/accounts/entities.ts';
import {
  activationOptions,
  assertionOptions,
  finishActivation,
  finishAssertion,
  finishReplacement,
  finishSignUp,
  replacementOptions,
} from '../../domain/hosted/ceremonies.ts';
import { findPlace, requirePendingPlace } from '../../domain/hosted/place.ts';
import { beginSignUp } from '../../domain/passkeys/sign-up.ts';
import type { Pool } from '../../store/state.ts';
import { type Call, type Env, familyPattern, pathPart, readFamily } from '../context.ts';
import { reply, replyNothing } from '../json.ts';
import { parseValue, readObjectOfAnyType } from '../parse.ts';
import { object, optional, text } from '../bodies/schema.ts';

const page = '/:page{login|register|activate}';

const named = object({ identifier: optional(text(), ''), user_id: optional(text(), '') });

/**
 * The calls that the vendor's hosted pages make: its published protocol, beside our own of `begin` and `complete`. A
 * call that is of ours goes on to its route. Mounted at `/{tenant}/identity/{poolId}`.
 */
export const hostedCalls = new Hono<Env>()
  .post(`${page}/${familyPattern}/options`, async (call) => {
    const family = readFamily(call);
    const place = await findPlace(call.var.context, readPool(call), call.req.query(), family);
    // Smart sends no body at all.
    const body = family === 'webauthn' ? parseValue(await readObjectOfAnyType(call), named) : undefined;
    const who = { identifier: body?.identifier ?? '', userId: body?.user_id ?? '' };
    return reply(call, await assertionOptions(call.var.context, place, family, who));
  })
  .get(`${page}/${familyPattern}/begin`, async (call) => {
    const family = readFamily(call);
    const { code = '', ...query } = call.req.query();
    const place = await findPlace(call.var.context, readPool(call), query, family);
    return reply(call, activationOptions(call.var.context, place, family, code));
  })
  .post(`/login/${familyPattern}/begin`, async (call, next) => {
    if (call.req.query('login_id') === undefined) return next();
    const place = await requirePendingPlace(call.var.context, readPool(call), call.req.query());
    const { identifier } = parseValue(await readObjectOfAnyType(call), named);
    return reply(call, replacementOptions(call.var.context, place, readFamily(call), identifier));
  })
  .post(`/register/${familyPattern}/begin`, async (call, next) => {
    const body = await readObjectOfAnyType(call);
    if ('workspace_id' in body || 'login_id' in body) return next();
    const family = readFamily(call);
    const place = await findPlace(call.var.context, readPool(call), call.req.query(), family);
    return reply(call, beginSignUp(call.var.context, place.pool, family, place, body['identifier']));
  })
  .post(`${page}/${familyPattern}/finish`, async (call) => {
    await finish(call, await readObjectOfAnyType(call));
    return replyNothing(call);
  });

/** A finish completes a sign-in, a sign-up or an activation, by its page, its query and its body. */
async function finish(call: Call, body: Readonly<Record<string, unknown>>): Promise<void> {
  const { context } = call.var;
  const pool = readPool(call);
  const family = readFamily(call);
  const { code, ...query } = call.req.query();
  if (code !== undefined) {
    await finishActivation(context, await findPlace(context, pool, query, family), family, code, body);
  } else if (pathPart(call, 'page') === 'register') {
    await finishSignUp(context, await findPlace(context, pool, query, family), family, body);
  } else {
    const place = await requirePendingPlace(context, pool, query);
    const complete = isAttestation(body) ? finishReplacement : finishAssertion;
    await complete(context, place, family, body);
  }
}

function isAttestation({ response }: Readonly<Record<string, unknown>>): boolean {
  return typeof response === 'object' && response !== null && 'attestationObject' in response;
}

function readPool(call: Call): Pool {
  requireTenant(call.var.context, pathPart(call, 'tenant'));
  return requirePool(call.var.context, pathPart(call, 'pool'));
}

import { Hono } from 'hono';
import { requireBackend } from '../domain/accounts/access.ts';
import { completeCode, requestCode } from '../domain/accounts/one-time-codes.ts';
import {
  beginRegistration,
  completeRegistration,
  type RegistrationTarget,
} from '../domain/passkeys/registration.ts';
import { removePasskey, renamePasskey } from '../domain/passkeys/manage.ts';
import { requireFamilySomewhere } from '../domain/accounts/mechanisms.ts';
import { findByKey, requirePool, requireTenant, requireUser } from '../domain/accounts/entities.ts';
import { userDetails } from '../domain/accounts/profile.ts';
import { entityTag, requireMatch } from '../domain/accounts/etag.ts';
import { apiError } from '../domain/error.ts';
import type { Pool, User } from '../store/state.ts';
import { bearerToken, type Call, type Env, ifMatch, pathPart, familyPattern, readFamily } from './context.ts';
import { reply, replyNothing } from './json.ts';
import { codeBody, codeRequestBody, keyBody, nameBody } from './bodies/user.ts';
import { parseBody, readObject } from './parse.ts';

/** Calls of a backend for its users; mounted at `{system base}/system/pools/{ipID}`. */
export const system = new Hono<Env>()
  .post('/users/by_key', async (call) => {
    const pool = await backendPool(call);
    return replyUser(call, findByKey(call.var.context, pool, await parseBody(call, keyBody)));
  })
  .get('/users/:user', async (call) => replyUser(call, (await person(call)).user))
  .post(`/users/:user/${familyPattern}/create/begin`, async (call) => {
    return reply(call, beginRegistration(call.var.context, await enrolment(call), false));
  })
  .post(`/users/:user/${familyPattern}/create/complete`, async (call) => {
    const { context } = call.var;
    const made = await completeRegistration(
      context,
      await enrolment(call),
      await readObject(call),
      ifMatch(call),
    );
    return reply(call, { credentials: [made] });
  })
  .put('/users/:user/webauthn/:credentialId/name', async (call) => {
    const who = await target(call);
    const { name } = await parseBody(call, nameBody);
    renamePasskey(call.var.context, who, name);
    return replyNothing(call);
  })
  .delete('/users/:user/webauthn/:credentialId', async (call) => {
    removePasskey(call.var.context, await target(call), 'admin');
    return replyNothing(call);
  })
  .post('/user/webauthn/add/request', async (call) => {
    const pool = await backendPool(call);
    requireMessageKind(call.req.query('code_type_in_message'));
    requestCode(call.var.context, pool, await parseBody(call, codeRequestBody));
    return replyNothing(call);
  })
  .post('/user/webauthn/add/complete', async (call) => {
    const pool = await backendPool(call);
    await completeCode(call.var.context, pool, await parseBody(call, codeBody));
    return replyNothing(call);
  });

async function backendPool(call: Call): Promise<Pool> {
  requireTenant(call.var.context, pathPart(call, 'tenant'));
  await requireBackend(call.var.context, bearerToken(call), 'identity');
  return requirePool(call.var.context, pathPart(call, 'pool'));
}

async function person(call: Call): Promise<{ readonly user: User; readonly pool: Pool }> {
  const pool = await backendPool(call);
  return { pool, user: requireUser(call.var.context, pool, pathPart(call, 'user')) };
}

async function enrolment(call: Call): Promise<RegistrationTarget> {
  const { user, pool } = await person(call);
  const family = readFamily(call);
  requireFamilySomewhere(call.var.context, pool, family);
  return { user, pool, family };
}

async function target(call: Call) {
  const { user } = await person(call);
  return { user, id: pathPart(call, 'credentialId'), ifMatch: ifMatch(call) };
}

function replyUser(call: Call, user: User): Response {
  requireMatch(user, ifMatch(call));
  call.header('ETag', entityTag(user));
  return reply(call, userDetails(call.var.context, user));
}

function requireMessageKind(kind: string | undefined): void {
  if (kind !== undefined && kind !== 'link' && kind !== 'code') {
    throw apiError('invalid_request', 'code_type_in_message must be link or code.');
  }
}

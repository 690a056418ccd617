import { Hono } from 'hono';
import { type Caller, requireCaller, requireRecentAuthentication } from '../domain/accounts/access.ts';
import { entityTag, requireMatch } from '../domain/accounts/etag.ts';
import {
  beginRegistration,
  completeRegistration,
  type RegistrationTarget,
} from '../domain/passkeys/registration.ts';
import { removePasskey, renamePasskey } from '../domain/passkeys/manage.ts';
import { requireMechanism } from '../domain/accounts/mechanisms.ts';
import { requireTenant } from '../domain/accounts/entities.ts';
import { selfProfile } from '../domain/accounts/profile.ts';
import { setPasskey } from '../domain/passkeys/set-passkey.ts';
import { bearerToken, type Call, type Env, ifMatch, pathPart, familyPattern, readFamily } from './context.ts';
import { reply, replyNothing } from './json.ts';
import { credentialBody } from './bodies/credential.ts';
import { nameBody } from './bodies/user.ts';
import { parseBody, readObject } from './parse.ts';
import { object } from './bodies/schema.ts';

/** What signed-in people do with their own passkeys; mounted at `{issuer}/identity/v2/self`. */
export const selfService = new Hono<Env>()
  .get('/me', async (call) => {
    const { user, workspace } = await caller(call, 'view_ss_profile');
    requireMatch(user, ifMatch(call));
    call.header('ETag', entityTag(user));
    return reply(call, selfProfile(call.var.context, user, workspace));
  })
  .post(`/${familyPattern}/create/begin`, async (call) => {
    const silent = call.req.query('mediation') === 'conditional';
    return reply(call, beginRegistration(call.var.context, await enrolment(call), silent));
  })
  .post(`/${familyPattern}/create/complete`, async (call) => {
    const { context } = call.var;
    const made = await completeRegistration(
      context,
      await enrolment(call),
      await readObject(call),
      ifMatch(call),
    );
    return reply(call, { credentials: [made] });
  })
  .post('/set-webauthn', async (call) => {
    const who = await manager(call);
    const { new_webauthn: credential } = await parseBody(call, object({ new_webauthn: credentialBody }));
    await setPasskey(call.var.context, who, credential, ifMatch(call));
    return replyNothing(call);
  })
  .put('/webauthn/:credentialId/name', async (call) => {
    const who = await manager(call);
    const { name } = await parseBody(call, nameBody);
    renamePasskey(call.var.context, target(call, who), name);
    return replyNothing(call);
  })
  .delete('/webauthn/:credentialId', async (call) => {
    removePasskey(call.var.context, target(call, await manager(call)), 'user');
    return replyNothing(call);
  });

function caller(call: Call, scope: string): Promise<Caller> {
  requireTenant(call.var.context, pathPart(call, 'tenant'));
  return requireCaller(call.var.context, pathPart(call, 'workspace'), bearerToken(call), scope);
}

async function manager(call: Call): Promise<Caller> {
  const who = await caller(call, 'manage_ss_profile');
  requireRecentAuthentication(call.var.context, who);
  return who;
}

async function enrolment(call: Call): Promise<RegistrationTarget> {
  const { user, pool, workspace } = await manager(call);
  const family = readFamily(call);
  requireMechanism(workspace, pool, family, 'any');
  return { user, pool, family, workspaceId: workspace.id };
}

function target(call: Call, { user }: Caller) {
  return { user, id: pathPart(call, 'credentialId'), ifMatch: ifMatch(call) };
}

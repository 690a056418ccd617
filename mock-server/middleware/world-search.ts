import { fromBase64url } from '../bytes.ts';
import { tokenHash } from '../domain/oauth/grants.ts';
import { readBody } from '../routes/body.ts';
import { bearerToken, type Call, type World } from '../routes/context.ts';
import { getOwn } from '../store/lookup.ts';
import type { State } from '../store/state.ts';
import type { Worlds } from './worlds.ts';

/** Calls that a client's backend makes with a code or a token in a form. */
const withToken = /\/oauth2\/(?:token|revoke|introspect)$/;

/** A user in the path of the system API. */
const userInPath = /\/system\/pools\/[^/]+\/users\/([^/]+)/;

/** Which world the authorization code, refresh token, access token or user of a call belongs to. */
export async function findWorld(call: Call, worlds: Worlds): Promise<World | undefined> {
  const users = [userInPath.exec(call.req.path)?.[1], readSubject(bearerToken(call) ?? '')];
  const hashes: string[] = [];
  if (call.req.method === 'POST' && withToken.test(call.req.path)) {
    const form = new URLSearchParams(new TextDecoder().decode(await readBody(call)));
    const values = ['code', 'refresh_token', 'token'].flatMap((name) => form.get(name) ?? []);
    users.push(...values.map(readSubject));
    hashes.push(...(await Promise.all(values.map(tokenHash))));
  }
  return worlds.others().find(({ store }) => knows(store.state, users, hashes));
}

function knows(
  { users, authorizationCodes, grants }: State,
  ids: readonly (string | undefined)[],
  hashes: readonly string[],
): boolean {
  return (
    ids.some((id) => id !== undefined && getOwn(users, id)) ||
    hashes.some((hash) => getOwn(authorizationCodes, hash) ?? getOwn(grants, hash))
  );
}

/** The claim `sub` of a JSON Web Token, which is verified later; `undefined` for anything else. */
function readSubject(token: string): string | undefined {
  const [, payload = ''] = token.split('.');
  try {
    const bytes = fromBase64url(payload) ?? new Uint8Array();
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as { readonly sub?: unknown } | null;
    return typeof claims?.sub === 'string' ? claims.sub : undefined;
  } catch {
    return undefined;
  }
}

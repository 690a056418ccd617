import type { Family } from '../api/contract.ts';
import { type Workspace, hostedSignInPage, selfServiceBase, signInEndpoints } from '../api/urls.ts';
import { type Answer, type Ask, isSuccess } from './ask.ts';
import { findTokenEndpoint } from './backend-interview.ts';
import { families, toObject } from './evidence.ts';
import { startTransaction } from './transaction.ts';
import type { DoctorOptions } from './types.ts';

/** The calls under way: `ask` keeps every answer under the name of its question. */
export interface Interview {
  readonly options: DoctorOptions;
  readonly workspace: Workspace;
  readonly answers: Map<string, Answer>;
  readonly ask: Ask;
}

/** Of no person: the domain `invalid` has no mailboxes (RFC 2606, section 2 "TLDs for Testing"). */
const unknownPerson = 'connect-passkeys-doctor@example.invalid';
/** An origin that no tenant lists. */
const unlistedOrigin = 'https://connect-passkeys-doctor.invalid';

/** Needs no token: discovery, CORS, refusals, and begins of sign-ins. */
export async function askAnonymously(interview: Interview): Promise<void> {
  const { ask, options, workspace, answers } = interview;
  const me = `${selfServiceBase(options)}/v2/self/me`;
  await ask({ name: 'jwks', url: readJwksUrl(answers, workspace) });
  const tokenEndpoint = findTokenEndpoint(options);
  if (tokenEndpoint !== undefined) {
    const url = tokenEndpoint.replace(/\/oauth2\/token$/, '/.well-known/openid-configuration');
    if (url !== tokenEndpoint) await ask({ name: 'system/discovery', url });
  }
  await ask({ name: 'me/without-token', url: me });
  await preflight(interview, 'preflight/unlisted', me, unlistedOrigin);
  if (options.origin !== undefined) {
    await preflight(interview, 'preflight/origin', me, options.origin);
    await ask({ name: 'me/origin', url: me, headers: { Origin: options.origin } });
  }
  if (options.poolId !== undefined) await askForSignIns(interview);
  if (options.app) await askAsApp(interview);
}

/** The hosted page in a sign-in under way, and one call of it from a browser that did not begin it. */
async function askAsApp(interview: Interview): Promise<void> {
  const { ask } = interview;
  const transaction = await startTransaction(interview, 'app/authorize');
  if (!transaction) return;
  const { page, query, cookie } = transaction;
  await ask({ name: 'app/page', url: `${page}?${query}`, headers: { Accept: 'text/html', Cookie: cookie } });
  for (const family of families) {
    const url = `${page}/${family}/options?${query}`;
    const json = family === 'webauthn' ? { json: { identifier: unknownPerson, user_id: '' } } : {};
    const begun = {
      name: `app/${family}`,
      method: 'POST',
      url,
      headers: { Cookie: cookie },
      ...json,
    } as const;
    if (!isSuccess(await ask(begun))) continue;
    await ask({ ...begun, name: 'app/other-browser', headers: {} });
  }
}

/** The listed key set, if it is on the issuer's own host: no other host is asked. */
function readJwksUrl(answers: ReadonlyMap<string, Answer>, { issuer }: Workspace): string {
  const listed = toObject(answers.get('discovery')?.body)['jwks_uri'];
  const isOwn = typeof listed === 'string' && URL.canParse(listed) && isSameOrigin(listed, issuer);
  return isOwn ? listed : `${issuer}/.well-known/jwks.json`;
}

const isSameOrigin = (one: string, other: string): boolean => new URL(one).origin === new URL(other).origin;

/** Fetch Standard, section "CORS-preflight request". */
async function preflight({ ask }: Interview, name: string, url: string, origin: string): Promise<void> {
  const headers = {
    Origin: origin,
    'Access-Control-Request-Method': 'GET',
    'Access-Control-Request-Headers': 'authorization,x-idempotency-key',
  };
  await ask({ name, method: 'OPTIONS', url, headers });
}

async function askForSignIns(interview: Interview): Promise<void> {
  const { ask, options, workspace, answers } = interview;
  const page = hostedSignInPage(options) ?? '';
  const server = workspace.workspaceId === undefined ? '' : encodeURIComponent(workspace.workspaceId);
  await ask({ name: 'hosted/page', url: `${page}?server_id=${server}`, headers: { Accept: 'text/html' } });
  for (const family of families) {
    const url = `${page}/${family}/options?server_id=${server}`;
    const json = family === 'webauthn' ? { json: { identifier: unknownPerson, user_id: '' } } : {};
    await ask({ name: `hosted/${family}`, method: 'POST', url, ...json });
  }
  const place = { workspace_id: workspace.workspaceId };
  for (const family of families) await beginSignIn(interview, `login/${family}`, family, place);
  const active = families.find((family) => isSuccess(answers.get(`login/${family}`)));
  if (active) await askAboutBegins(interview, active, place);
  const over = 'login_id=connect-passkeys-doctor&login_state=connect-passkeys-doctor';
  const family = active ?? families.find((each) => isSuccess(answers.get(`hosted/${each}`)));
  if (family) {
    const url = `${page}/${family}/options?server_id=${server}&${over}`;
    await ask({ name: 'hosted/over', method: 'POST', url, json: { identifier: '', user_id: '' } });
  }
}

/** Details of the sign-in that answers with tokens, in the family that is active. */
async function askAboutBegins(interview: Interview, family: Family, place: object): Promise<void> {
  const key = { 'X-Idempotency-Key': crypto.randomUUID().padEnd(40, '0') };
  await beginSignIn(interview, 'login/no-place', family, {});
  await beginSignIn(interview, 'login/keyed', family, place, key);
  await beginSignIn(interview, 'login/keyed-again', family, place, key);
  await beginSignIn(interview, 'login/large', family, { ...place, padding: 'x'.repeat(70_000) });
  await beginSignIn(interview, 'login/other-type', family, place, { 'Content-Type': 'text/plain' });
  if (family === 'webauthn') await beginSignIn(interview, 'login/again', family, place);
}

async function beginSignIn(
  { ask, options }: Interview,
  name: string,
  family: Family,
  about: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const url = signInEndpoints(options).loginBegin.replace('{family}', family);
  const json = { ...(family === 'webauthn' && { identifier: unknownPerson }), ...about };
  await ask({ name, method: 'POST', url, json, headers });
}

/** The user's profile, and begins of enrolments that are never completed. */
export async function askAsUser({ ask, options }: Interview, token: string): Promise<void> {
  const self = `${selfServiceBase(options)}/v2/self`;
  const me = await ask({ name: 'me', url: `${self}/me`, token });
  if (me.status === 401) return;
  for (const family of families) {
    const url = `${self}/${family}/create/begin`;
    const begun = await ask({ name: `create/${family}`, method: 'POST', url, token });
    if (!isSuccess(begun)) continue;
    await ask({ name: 'create/conditional', method: 'POST', url: `${url}?mediation=conditional`, token });
  }
}

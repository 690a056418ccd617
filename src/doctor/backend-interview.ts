import { segment, systemBase, systemTokenEndpoint } from '../api/urls.ts';
import { PasskeyError } from '../errors.ts';
import { describeAnswer, isSuccess } from './ask.ts';
import { families, toObject } from './evidence.ts';
import type { Interview } from './interview.ts';
import type { Client, DoctorOptions } from './types.ts';

/** Settings, a user's details and begins over the system API. */
export async function askAsBackend(interview: Interview, token: string, userId: unknown): Promise<void> {
  const { ask, options, workspace } = interview;
  const { root, tenantId, workspaceId } = workspace;
  const pool = `${systemBase(options)}/system/pools/${segment(options.poolId ?? '')}`;
  if (workspaceId !== undefined) {
    const admin = [root, 'api/admin', tenantId, 'servers', segment(workspaceId)].filter(Boolean).join('/');
    await ask({ name: 'system/workspace', url: admin, token });
  }
  await ask({ name: 'system/pool', url: pool, token });
  await ask({ name: 'system/unknown-user', url: `${pool}/users/${crypto.randomUUID()}`, token });
  if (typeof userId !== 'string' || userId === '') return;
  const user = `${pool}/users/${segment(userId)}`;
  const found = await ask({ name: 'system/user', url: user, token });
  if (!isSuccess(found)) return;
  for (const family of families) {
    const url = `${user}/${family}/create/begin`;
    await ask({ name: `system/create/${family}`, method: 'POST', url, token });
  }
}

/** @throws PasskeyError `unauthorized` for a wrong client */
export async function getBackendToken(
  { ask, options }: Interview,
  client: Client,
): Promise<string | undefined> {
  const url = findTokenEndpoint(options);
  if (url === undefined) return undefined;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: client.id,
    client_secret: client.secret,
    scope: 'identity',
  });
  const answer = await ask({ name: 'token', method: 'POST', url, form });
  if (answer.is === 'json' && [400, 401, 403].includes(answer.status)) {
    throw new PasskeyError(
      'unauthorized',
      `The token endpoint refused the client (${describeAnswer(answer)}): check its ID, its secret and its scope identity.`,
    );
  }
  const token = isSuccess(answer) ? toObject(answer.body)['access_token'] : undefined;
  return typeof token === 'string' && /^[\w.~+/=-]+$/.test(token) ? token : undefined;
}

/** `undefined` under a vanity domain of one workspace, from which it cannot be derived. */
export function findTokenEndpoint(options: DoctorOptions): string | undefined {
  if (options.tokenEndpoint !== undefined) return options.tokenEndpoint;
  try {
    return systemTokenEndpoint(options);
  } catch {
    return undefined;
  }
}

import { assertDescribed } from '../../support/openapi.ts';
import { origin, pool, self, type Answer } from '../calls.ts';
import type { WatchedCalls } from './watched-calls.ts';

type Text = string | ReadableStream;

/** Posts a body as it is to Smart's create/complete. */
export async function postEnrolment(calls: WatchedCalls, body: Text): Promise<Answer> {
  const path = `${self('shop')}/usernameless-webauthn/create/complete`;
  return post(calls, path, body, { Authorization: `Bearer ${await calls.userToken()}` });
}

/** Posts a body as it is to Smart's login complete. */
export function postSignIn(calls: WatchedCalls, body: Text): Promise<Answer> {
  return post(calls, `${pool}/login/usernameless-webauthn/complete`, body);
}

async function post(
  calls: WatchedCalls,
  path: string,
  body: Text,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const reply = await calls.server.request(origin + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  });
  await assertDescribed('POST', origin + path, reply);
  return { status: reply.status, headers: reply.headers, body: await reply.json() };
}

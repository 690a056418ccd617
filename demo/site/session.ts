import { PasskeyError, type TokenReply } from '../../src/index.ts';
import type { SessionReply } from '../backend/backend.ts';
import { workspace } from './workspace.ts';

export type SignedIn = Extract<SessionReply, { is: 'signed-in' }>;

/** Asks the demo's backend who is signed in. The session cookie is not visible to scripts. */
export async function readSession(): Promise<SessionReply> {
  return (await call('GET')).json() as Promise<SessionReply>;
}

/** A short-lived access token for one request: given to the elements, which ask again each time. */
export async function accessToken(): Promise<string> {
  const session = await readSession();
  if (session.is === 'signed-out') throw new PasskeyError('unauthorized', 'Nobody is signed in.');
  return session.access_token;
}

/** Hands the tokens of a sign-in to the backend, which keeps them; the page forgets them. */
export const startSession = (tokens: TokenReply): Promise<void> => send('POST', tokens);

/** The same after a step-up; rejects with `different_subject` when another account signed in. */
export const renewSession = (tokens: TokenReply): Promise<void> => send('PUT', tokens);

export async function endSession(): Promise<void> {
  await call('DELETE');
}

async function send(method: 'POST' | 'PUT', tokens: TokenReply): Promise<void> {
  await call(method, JSON.stringify({ workspace, tokens }));
}

async function call(method: string, body?: string): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  const content = body !== undefined && { body, headers };
  const response = await fetch('/demo/session', { method, redirect: 'error', ...content });
  if (response.ok) return response;
  const { error } = (await response.json()) as { readonly error: string };
  throw new PasskeyError(response.status === 409 ? 'different_subject' : 'unauthorized', error);
}

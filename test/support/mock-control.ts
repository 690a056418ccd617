/** The calls of `/_mock` that a test makes from its page. */
import type { Workspace } from './client.ts';

export interface TokenOrder {
  readonly workspace?: Workspace;
  /** Seconds since the person authenticated. */
  readonly age?: number;
  /** Separated by spaces. Default: what `<passkey-manager>` needs. */
  readonly scope?: string;
}

/** An access token of a user. */
export async function tokenOf(
  user: string,
  { workspace = 'shop', age = 0, scope = scopes }: TokenOrder = {},
): Promise<string> {
  const order = { workspace, user, scope, auth_age_seconds: age };
  return ((await control('tokens', order)) as { access_token: string }).access_token;
}

const scopes = 'openid profile email view_ss_profile manage_ss_profile';

/** Back to the seeded world; for `beforeEach`. */
export async function resetWorld(): Promise<void> {
  await control('reset', {});
}

/** Moves the server's clock. */
export async function advanceServer(seconds: number): Promise<void> {
  await control('clock', { advance_seconds: seconds });
}

/** The server's part of `/_mock/scenario`: the faults of the next calls that match. */
export interface Plan {
  readonly method?: string;
  readonly path?: string;
  readonly times?: number;
  readonly effect: 'fail' | 'delay' | 'truncate' | 'drop';
  readonly status?: number;
  readonly error_code?: string;
  /** Seconds. */
  readonly retry_after?: number;
  readonly milliseconds?: number;
  readonly bytes?: number;
  readonly when?: 'before' | 'after';
}

export async function plan(scenario: Plan): Promise<void> {
  await control('scenario', scenario);
}

/** Nothing that was planned happens any more. */
export async function endScenarios(): Promise<void> {
  await fetch('/_mock/scenario', { method: 'DELETE' });
}

/** The newest code that the server would have sent. */
export async function codeSent(): Promise<string> {
  const { messages } = (await control('outbox')) as { messages: readonly { code: string }[] };
  const code = messages.at(-1)?.code;
  if (code === undefined) throw new Error('No code was sent.');
  return code;
}

async function control(path: string, body?: object): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' };
  const request = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {};
  const reply = await fetch(`/_mock/${path}`, request);
  const text = await reply.text();
  if (!reply.ok) throw new Error(`/_mock/${path} answered ${reply.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

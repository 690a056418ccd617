import { browserClock, type Clock } from '../../src/ceremonies/clock.ts';
import { passkeysWith } from '../../src/ceremonies/client.ts';
import { kitOf } from '../../src/ceremonies/kit.ts';
import type { Passkeys, PasskeysConfig } from '../../src/ceremonies/passkeys.ts';

/** `shop` is in Smart mode, `portal` in Classic. */
export type Workspace = 'shop' | 'portal';

export const ada = { identifier: 'ada@example.com', password: 'analytical engine' } as const;

/** A page's client of the mock server, and the tokens that the page was given. */
export interface TestClient {
  readonly passkeys: Passkeys;
  /** Signs in by password. */
  signInAda(): Promise<void>;
  /** Forgets the tokens. */
  signOut(): void;
  token(): string;
}

export function clientOf(
  workspace: Workspace,
  config: Partial<PasskeysConfig> = {},
  clock: Clock = browserClock,
): TestClient {
  let token = '';
  const whole: PasskeysConfig = {
    issuer: `${location.origin}/acme/${workspace}`,
    poolId: 'customers',
    accessToken: () => token,
    onTokens: ({ access_token: given }) => void (token = given),
    remember: false,
    ...config,
  };
  const passkeys = passkeysWith(kitOf(whole, clock));
  return {
    passkeys,
    token: () => token,
    signOut: () => (token = ''),
    signInAda: async () => void (await passkeys.signInWithPassword(ada.identifier, ada.password)),
  };
}

/** Back to the seeded world; for `beforeEach`. */
export async function resetWorld(): Promise<void> {
  await post('/_mock/reset');
}

/** Moves the server's clock. */
export async function advanceServer(seconds: number): Promise<void> {
  await post('/_mock/clock', { advance_seconds: seconds });
}

/** What the page asked of the API since `from`: method and path, without the host and the query. */
export async function requestsDuring(run: () => Promise<unknown>): Promise<readonly string[]> {
  const before = performance.getEntriesByType('resource').length;
  await run();
  return performance
    .getEntriesByType('resource')
    .slice(before)
    .map(({ name }) => new URL(name).pathname);
}

async function post(path: string, body: object = {}): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
}

import { createPasskeys, type Passkeys, type PasskeysConfig } from '../../../src/index.ts';

let token = '';

/** A client of the mock server's workspace that keeps its tokens in this module. */
export function clientOf(workspace: 'shop' | 'portal', config: Partial<PasskeysConfig> = {}): Passkeys {
  return createPasskeys({
    issuer: `${location.origin}/acme/${workspace}`,
    poolId: 'customers',
    accessToken: () => token,
    onTokens: (tokens) => {
      token = tokens.access_token;
    },
    ...config,
  });
}

/** Signs in by password and makes a passkey. */
export async function enrollWith(passkeys: Passkeys): Promise<void> {
  await passkeys.signInWithPassword('ada@example.com', 'analytical engine');
  await passkeys.enroll();
}

import { createPasskeys } from '../../../src/index.ts';

/** Runs in the page: signs in by password, makes a passkey, signs in with it. */
export async function enrolAndSignIn(workspace: string): Promise<void> {
  let token = '';
  const passkeys = createPasskeys({
    issuer: `${location.origin}/acme/${workspace}`,
    poolId: 'customers',
    accessToken: () => token,
    onTokens: ({ access_token: given }) => void (token = given),
    remember: false,
  });
  await passkeys.signInWithPassword('ada@example.com', 'analytical engine');
  await passkeys.enroll();
  await passkeys.signIn({ identifier: 'ada@example.com' });
}

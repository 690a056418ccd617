/** Runs in the pages of `real-site.ts`. */
import { createPasskeys, isPasskeyError, type Diagnosis } from '../../../src/index.ts';

export interface Outcome {
  /** `done`, or the code of the error. */
  readonly code: string;
  readonly message: string;
}

export type Call = 'signIn' | 'signUp' | 'enroll';

declare global {
  interface Window {
    attempt(call: Call): Promise<Outcome>;
    diagnosis(): Promise<Diagnosis>;
  }
}

let token = '';

const passkeys = createPasskeys({
  issuer: `${location.origin}/acme/shop`,
  poolId: 'customers',
  accessToken: () => token,
  onTokens: (tokens) => void (token = tokens.access_token),
  remember: false,
});

const calls: Readonly<Record<Call, () => Promise<unknown>>> = {
  signIn: () => passkeys.signIn(),
  signUp: () => passkeys.signUp(`joan-${Date.now()}@example.com`),
  enroll: async () => {
    await passkeys.signInWithPassword('ada@example.com', 'analytical engine');
    await passkeys.enroll();
  },
};

window.attempt = async (call) => {
  try {
    await calls[call]();
    return { code: 'done', message: '' };
  } catch (error) {
    return { code: isPasskeyError(error) ? error.code : 'no PasskeyError', message: String(error) };
  }
};

window.diagnosis = () => passkeys.diagnose();

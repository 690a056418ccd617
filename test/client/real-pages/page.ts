/** Runs in the pages of `real-site.ts`. */
import { createPasskeys, isPasskeyError, type Diagnosis } from '../../../src/index.ts';

export interface Outcome {
  /** `done`, or the code of the error. */
  readonly code: string;
  readonly message: string;
}

export type Call = 'signIn' | 'signUp' | 'enroll' | 'journey';

declare global {
  interface Window {
    attempt(call: Call): Promise<Outcome>;
    diagnosis(): Promise<Diagnosis>;
  }
}

let token = '';
const query = new URLSearchParams(location.search);
const workspaceId = query.get('workspace');

const passkeys = createPasskeys({
  issuer: location.origin + (query.get('issuer') ?? '/acme/shop'),
  poolId: 'customers',
  ...(workspaceId !== null && { workspaceId }),
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
  /** From a password to the last passkey, which cannot be removed. */
  journey: async () => {
    await passkeys.signInWithPassword('ada@example.com', 'analytical engine');
    await passkeys.enroll();
    const [{ id } = { id: '' }] = (await passkeys.list()).passkeys;
    await passkeys.signIn();
    await passkeys.rename(id, 'Renamed');
    const names = (await passkeys.list()).passkeys.map(({ name }) => name);
    if (names.join() !== 'Renamed') throw new Error(`The list holds ${names.join()}.`);
    await passkeys.remove(id);
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

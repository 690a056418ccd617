import { PasskeyError } from '../errors.ts';
import type { CallOptions, SecondFactor, SignInResult } from './passkeys.ts';
import { signInContext } from './settings.ts';
import type { SignInKit } from './sign-in-kit.ts';
import { resultOf } from './sign-in-result.ts';
import { takeTurn } from './slot.ts';
import { told } from './told.ts';

/**
 * Signs in with a password. It takes the page's slot as well: what autofill offers meanwhile would be a second
 * sign-in.
 */
export async function signInWithPassword(
  kit: SignInKit,
  identifier: string,
  password: string,
  options: CallOptions = {},
): Promise<SignInResult | SecondFactor> {
  const tell = kit.journal('password');
  const turn = takeTurn(kit.clock, options);
  try {
    tell('begin');
    const result = await exchange(kit, { identifier, password }, turn.signal);
    tell('done');
    return result;
  } catch (cause) {
    const error = told(cause, turn.signal);
    tell('failed', { code: error.code });
    throw error;
  } finally {
    turn.leave();
  }
}

async function exchange(
  kit: SignInKit,
  credentials: { readonly identifier: string; readonly password: string },
  signal: AbortSignal,
): Promise<SignInResult | SecondFactor> {
  const { identifier, password } = credentials;
  if (!identifier || !password) {
    throw new PasskeyError('invalid_request', 'Signing in by password needs an identifier and a password.');
  }
  const body = { identifier, password, ...signInContext(kit.settings) };
  const reply = await kit.signIn().password(body, { signal });
  signal.throwIfAborted();
  if (!('second_factor' in reply)) return resultOf(kit, reply, { by: 'password' });
  const { mechanisms, login_id: loginId, login_state: loginState } = reply.second_factor;
  return { is: 'second-factor', mechanisms, loginId, loginState };
}

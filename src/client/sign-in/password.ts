import { PasskeyError } from '../../errors.ts';
import type { PasswordBody } from '../../api/contract.ts';
import { inTurn } from '../ceremony.ts';
import type { CallOptions, SecondFactor, SignInResult } from '../types.ts';
import { signInContext } from '../options.ts';
import type { SignInKit } from './context.ts';
import { resultOf } from './result.ts';

/**
 * Signs in with a password. It takes the page's slot as well: what autofill offers meanwhile would be a second
 * sign-in.
 */
export function signInWithPassword(
  kit: SignInKit,
  identifier: string,
  password: string,
  options: CallOptions = {},
): Promise<SignInResult | SecondFactor> {
  return inTurn(kit, { ...options, ceremony: 'password' }, ({ signal }, tell) => {
    tell('begin');
    return exchange(kit, { identifier, password }, signal);
  });
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
  const body = { identifier, password, ...signInContext(kit.settings) } satisfies PasswordBody;
  const reply = await kit.signIn().password(body, { signal });
  signal.throwIfAborted();
  if (!('second_factor' in reply)) return resultOf(kit, reply, { by: 'password' });
  const { mechanisms, login_id: loginId, login_state: loginState } = reply.second_factor;
  return { is: 'second-factor', mechanisms, loginId, loginState };
}

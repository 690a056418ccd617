import { PasskeyError } from '../../errors.ts';
import type { PasswordBody } from '../../api/contract.ts';
import { runExclusive } from '../ceremony.ts';
import type { ClientContext } from '../context.ts';
import { signInContext } from './options.ts';
import type { CallOptions, SecondFactor, SignInResult } from '../types.ts';
import { signInCalls } from './options.ts';
import { toSignInResult } from './result.ts';

/** Signs in with a password. Takes the page's lock as well, because autofill would be a second sign-in. */
export function signInWithPassword(
  context: ClientContext,
  identifier: string,
  password: string,
  options: CallOptions = {},
): Promise<SignInResult | SecondFactor> {
  return runExclusive(context, { ...options, ceremony: 'password' }, ({ signal }, emit) => {
    emit('begin');
    return exchangePassword(context, { identifier, password }, signal);
  });
}

/** Without the page's lock, which a caller holds. */
export async function exchangePassword(
  context: ClientContext,
  credentials: { readonly identifier: string; readonly password: string },
  signal: AbortSignal,
): Promise<SignInResult | SecondFactor> {
  const { identifier, password } = credentials;
  if (!identifier || !password) {
    throw new PasskeyError('invalid_request', 'Signing in by password needs an identifier and a password.');
  }
  const body = { identifier, password, ...signInContext(context.settings) } satisfies PasswordBody;
  const reply = await signInCalls(context).password(body, { signal });
  signal.throwIfAborted();
  if (!('second_factor' in reply)) {
    return toSignInResult(context, reply, { by: 'password', fields: { identifier, password } });
  }
  const { mechanisms, login_id: loginId, login_state: loginState } = reply.second_factor;
  return { is: 'second-factor', mechanisms, loginId, loginState };
}

import type { HttpClient } from '../../api/http-client.ts';
import { signIn, type SignIn } from '../../api/sign-in.ts';
import { signInEndpoints } from '../../api/urls.ts';
import type { ClientContext } from '../context.ts';

/** What the ceremonies of somebody who is not signed in yet work with. */
export interface SignInKit extends ClientContext {
  /** Settled at the first sign-in, because a page that only manages passkeys gives no pool. */
  readonly signIn: () => SignIn;
}

export function signInKit(context: ClientContext, http: HttpClient): SignInKit {
  let calls: SignIn | undefined;
  return { ...context, signIn: () => (calls ??= signIn(http, signInEndpoints(context.settings))) };
}

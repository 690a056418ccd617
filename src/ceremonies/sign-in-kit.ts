import type { Http } from '../wire/http.ts';
import { signIn, type SignIn } from '../wire/sign-in.ts';
import { signInEndpoints } from '../wire/endpoints.ts';
import type { Kit } from './kit.ts';

/** What the ceremonies of somebody who is not signed in yet work with. */
export interface SignInKit extends Kit {
  /** Settled at the first sign-in, because a page that only manages passkeys gives no pool. */
  readonly signIn: () => SignIn;
}

export function signInKit(kit: Kit, http: Http): SignInKit {
  let calls: SignIn | undefined;
  return { ...kit, signIn: () => (calls ??= signIn(http, signInEndpoints(kit.settings))) };
}

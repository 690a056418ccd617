import type { Http } from '../../api/http-client.ts';
import { signIn, type SignIn } from '../../api/sign-in.ts';
import { signInEndpoints } from '../../api/urls.ts';
import type { Kit } from '../context.ts';

/** What the ceremonies of somebody who is not signed in yet work with. */
export interface SignInKit extends Kit {
  /** Settled at the first sign-in, because a page that only manages passkeys gives no pool. */
  readonly signIn: () => SignIn;
}

export function signInKit(kit: Kit, http: Http): SignInKit {
  let calls: SignIn | undefined;
  return { ...kit, signIn: () => (calls ??= signIn(http, signInEndpoints(kit.settings))) };
}

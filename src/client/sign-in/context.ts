import type { HttpClient } from '../../api/http-client.ts';
import { hostedSignIn } from '../../api/hosted-page.ts';
import { signIn, type SignIn } from '../../api/sign-in.ts';
import { signInEndpoints } from '../../api/urls.ts';
import type { ClientContext } from '../context.ts';

/** What the ceremonies of somebody who is not signed in yet work with. */
export interface SignInKit extends ClientContext {
  /** Settled at the first sign-in, because a page that only manages passkeys gives no pool. */
  readonly signIn: () => SignIn;
  readonly http: HttpClient;
}

export function signInKit(context: ClientContext, http: HttpClient): SignInKit {
  let calls: SignIn | undefined;
  const { settings } = context;
  const open = (): SignIn =>
    settings.hostedPage
      ? hostedSignIn(http, settings.hostedPage, settings.hosted ?? {})
      : signIn(http, signInEndpoints(settings));
  return { ...context, http, signIn: () => (calls ??= open()) };
}

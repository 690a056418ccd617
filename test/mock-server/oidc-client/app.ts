import { UserManager, type User } from 'oidc-client-ts';

/** A single-page app as oidc-client-ts's own documentation writes it; the issuer is in the query. */
const asked = new URLSearchParams(location.search).get('issuer');
const authority = asked ?? sessionStorage.getItem('issuer') ?? '';
sessionStorage.setItem('issuer', authority);

const manager = new UserManager({
  authority,
  client_id: 'spa',
  redirect_uri: `${location.origin}/callback`,
  silent_redirect_uri: `${location.origin}/silent`,
  post_logout_redirect_uri: `${location.origin}/`,
  scope: 'openid profile email offline_access',
  loadUserInfo: true,
  // Keep `amr`, the methods of the sign-in.
  filterProtocolClaims: false,
});

const actions: Readonly<Record<string, () => Promise<unknown>>> = {
  'Sign in': () => manager.signinRedirect({ login_hint: 'ada@example.com' }),
  'Sign in again': () => manager.signinRedirect({ prompt: 'login', max_age: 0 }),
  Renew: () => manager.signinSilent(),
  'Renew in a frame': async () => {
    const user = await manager.getUser();
    if (user) await manager.storeUser(Object.assign(user, { refresh_token: undefined }));
    return manager.signinSilent();
  },
  'Sign out': () => manager.signoutRedirect(),
};

for (const [name, act] of Object.entries(actions)) {
  const button = document.body.appendChild(document.createElement('button'));
  button.textContent = name;
  button.addEventListener('click', () => void act().catch(report));
}

let renewed = 0;
manager.events.addUserLoaded(() => show(`renewed ${String(++renewed)} times`));

if (location.pathname === '/silent') await manager.signinSilentCallback();
else if (location.pathname === '/callback') show(describe(await manager.signinRedirectCallback()));
else show((await manager.getUser()) ? 'signed in' : 'signed out');

function describe({ profile }: User): string {
  return `${String(profile.email)} by ${(profile.amr as string[]).join(' and ')}`;
}

function show(text: string): void {
  document.body.appendChild(document.createElement('p')).textContent = text;
}

function report(error: unknown): void {
  show(`failed: ${error instanceof Error ? error.message : String(error)}`);
}

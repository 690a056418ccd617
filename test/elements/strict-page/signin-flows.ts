import type { Flows, Scene } from './scene.ts';

export const signInFlows: Flows = {
  async 'makes the passkey that it offers after a password, and signs in with it by autofill and by one tap'(
    scene,
  ) {
    const { ada, open } = scene;
    await enrol(scene);
    await open('sign-in');
    await ada.reads('You’re signed in.');
    await openUntouched(scene);
    await ada.press('Sign in with a passkey');
    await ada.reads('You’re signed in.');
  },

  async 'takes "Not now" for an answer, and a cancel as well'(scene) {
    const { ada, open } = scene;
    await open('sign-in');
    await signInWithPassword(scene);
    await ada.press('Not now');
    await ada.reads('You’re signed in.');
    await open('sign-in');
    await ada.press('Sign in with a passkey');
    await ada.reads('Nothing happened.');
  },

  async 'signs in by username and passkey in Classic mode, in the language of the page'({ ada, open }) {
    await open('account', { workspace: 'portal' });
    await ada.press('Add a passkey');
    await ada.reads('1 of 10');
    await open('sign-in', { workspace: 'portal', lang: 'de' });
    await ada.press('Mit Passkey anmelden');
    await ada.type('Email', 'ada@example.com');
    await ada.press('Mit Passkey anmelden');
    await ada.reads('Sie sind angemeldet.');
  },

  async 'asks for a passkey after the password'(scene) {
    const { ada, site } = scene;
    await enrol(scene);
    await site.setPool({ second_factor_authentication_mechanisms: ['usernameless_webauthn'] });
    await openUntouched(scene);
    await signInWithPassword(scene);
    await ada.press('Continue with a passkey');
    await ada.reads('You’re signed in.');
  },

  async 'signs in within an OAuth transaction, and goes back to the client'(scene) {
    await enrol(scene);
    await scene.ada.open(authorization(scene.site.url));
    await scene.ada.isAt('/callback');
  },

  async 'says that passkeys are switched off, and that a browser has none'({ ada, site, open }) {
    await site.allow('portal', 'password');
    await open('sign-in', { workspace: 'portal' });
    await ada.type('Email', 'ada@example.com');
    await ada.press('Sign in with a passkey');
    await ada.reads('Passkeys aren’t available here.');
    await ada.withoutWebAuthn(async () => {
      await open('sign-in');
      await ada.reads('This browser can’t use passkeys.');
    });
  },
};

async function enrol(scene: Scene): Promise<void> {
  await scene.open('sign-in');
  await signInWithPassword(scene);
  await scene.ada.press('Create a passkey');
  await scene.ada.reads('You’re signed in.');
}

async function signInWithPassword({ ada }: Scene): Promise<void> {
  await ada.type('Email', 'ada@example.com');
  await ada.type('Password', 'analytical engine');
  await ada.press('Sign in with a password');
}

/** Autofill offers the passkey, and the person ignores it. */
const openUntouched = ({ ada, open }: Scene) => ada.leavesAutofillOpen(() => open('sign-in'));

/** Where a client sends people, who then meet the page as that of their workspace. */
function authorization(site: string): string {
  const query = new URLSearchParams({
    client_id: 'spa',
    redirect_uri: `${site}/callback`,
    response_type: 'code',
    scope: 'openid',
    state: 'af0ifjsldkj',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  return `${site}/acme/shop/oauth2/authorize?${query.toString()}`;
}

import { ada, TestClient } from './client.ts';
import { SigninPage, type SigninPageOptions } from './passkey-signin-page.ts';
import { Prompts } from './prompts.ts';
import { setMechanisms, setPool } from './settings.ts';

export type Open = (options?: SigninPageOptions) => Promise<SigninPage>;

/**
 * Every state of `<passkey-signin>` as a person meets it, for looking at it and for checking it. Each expects a
 * fresh world, and an authenticator of the device with Ada's passkeys for both workspaces.
 */
export const signinStates = {
  smart,
  'smart-without-field': (options) => SigninPage.open(options),
  classic: (options) => SigninPage.open({ workspace: 'portal', ...options }),
  'classic-known': (options) =>
    SigninPage.open({ workspace: 'portal', properties: { username: ada.identifier }, ...options }),
  'with-other-ways': (options) => SigninPage.open({ ...withOtherWays, ...options }),
  'other-ways-first': (options) =>
    SigninPage.open({ ...withOtherWays, properties: { preferred: 'other' }, ...options }),
  detecting,
  waiting,
  cancelled,
  failed: async (options) => {
    const page = await SigninPage.open(options);
    await page.signInWithPassword('wrong');
    return page;
  },
  'username-missing': async (options) => {
    const page = await SigninPage.open({ workspace: 'portal', ...options });
    await page.press();
    return page;
  },
  'sign-up-offered': (options) => SigninPage.open({ attributes: { 'sign-up': '' }, ...options }),
  'sign-up': signUp,
  'name-taken': async (options) => {
    const page = await signUp(options);
    page.type(ada.identifier);
    await page.press();
    return page;
  },
  'second-factor': async (options) => {
    await setPool({ second_factor_authentication_mechanisms: ['usernameless_webauthn'] });
    const page = await SigninPage.open(options);
    await page.signInWithPassword();
    await page.reaches('second-factor');
    return page;
  },
  offer: async (options) => {
    localStorage.clear();
    const page = await SigninPage.open(options);
    await page.signInWithPassword();
    await page.reaches('offer');
    return page;
  },
  done: async (options) => {
    const page = await SigninPage.open(options);
    pressLikePerson(page);
    await page.reaches('done');
    return page;
  },
  unavailable: async (options) => {
    await setMechanisms('portal', ['password']);
    const page = await SigninPage.open({ workspace: 'portal', ...withOtherWays, ...options });
    page.type(ada.identifier);
    pressLikePerson(page);
    await page.reaches('unavailable');
    return page;
  },
  unsupported,
} as const satisfies Readonly<Record<string, Open>>;

export type SigninState = keyof typeof signinStates;

const withOtherWays: SigninPageOptions = {
  content: `
    <form slot="other-ways" data-passkey-password>
      <p><label>Password <input type="password" autocomplete="current-password" /></label></p>
      <button>Sign in with a password</button>
    </form>`,
};

/** With an autofill request that stays open. */
async function smart(options?: SigninPageOptions): Promise<SigninPage> {
  return withPrompts(async (prompts) => {
    const page = await SigninPage.open({ properties: { withoutAutofill: false }, ...options });
    await prompts.next();
    return page;
  });
}

/** A press by a person gives the button the focus. */
function pressLikePerson(page: SigninPage): void {
  page.button?.focus();
  page.button?.click();
}

async function signUp(options?: SigninPageOptions): Promise<SigninPage> {
  const page = new SigninPage({ properties: { signUp: 'first' }, ...options });
  await page.until(() => page.has('title'));
  return page;
}

async function detecting(options: SigninPageOptions = {}): Promise<SigninPage> {
  const { passkeys } = new TestClient('shop', { fetch: () => new Promise<never>(() => undefined) });
  const page = new SigninPage({ ...options, properties: { client: passkeys } });
  await page.until(() => page.button !== null);
  return page;
}

async function waiting(options?: SigninPageOptions): Promise<SigninPage> {
  const page = await SigninPage.open(options);
  await withPrompts(async (prompts) => {
    pressLikePerson(page);
    await prompts.next();
  });
  await page.reaches('waiting');
  return page;
}

async function cancelled(options?: SigninPageOptions): Promise<SigninPage> {
  const page = await SigninPage.open(options);
  await withPrompts(async (prompts) => {
    pressLikePerson(page);
    (await prompts.next()).cancel();
  });
  await page.reaches('cancelled');
  return page;
}

async function withPrompts<T>(use: (prompts: Prompts) => Promise<T>): Promise<T> {
  const prompts = new Prompts({ hold: true });
  try {
    return await use(prompts);
  } finally {
    prompts.remove();
  }
}

/** A browser without WebAuthn. */
async function unsupported(options?: SigninPageOptions): Promise<SigninPage> {
  const { PublicKeyCredential: own } = globalThis;
  const replace = (value: unknown): unknown =>
    Object.defineProperty(globalThis, 'PublicKeyCredential', { value, configurable: true, writable: true });
  replace(undefined);
  try {
    const page = new SigninPage({ ...withOtherWays, ...options });
    await page.reaches('unsupported');
    return page;
  } finally {
    replace(own);
  }
}

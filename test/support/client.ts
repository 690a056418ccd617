import type { PasskeyError } from '../../src/errors.ts';
import { browserClock, type Clock } from '../../src/async.ts';
import { createSignInClient } from '../../src/client/create-passkeys.ts';
import { createContext } from '../../src/client/context.ts';
import type {
  EnrolledPasskey,
  EnrollOptions,
  PasskeyDirectory,
  Passkeys,
  PasskeysConfig,
} from '../../src/client/types.ts';
import { settled } from './fake-clock.ts';

/** `shop` is in Smart mode, `portal` in Classic. */
export type Workspace = 'shop' | 'portal';

export const ada = { identifier: 'ada@example.com', password: 'analytical engine' } as const;

/** A page's client of the mock server, with the tokens that the page was given. */
export class TestClient {
  readonly passkeys: Passkeys;
  /** Method and path of each request, in order, as the client sent it. */
  readonly requests: string[] = [];
  #token = '';

  constructor(workspace: Workspace, config: Partial<PasskeysConfig> = {}, clock: Clock = browserClock) {
    const whole: PasskeysConfig = {
      issuer: `${location.origin}/acme/${workspace}`,
      poolId: 'customers',
      accessToken: () => this.#token,
      onTokens: (tokens) => {
        this.#token = tokens.access_token;
      },
      remember: false,
      ...config,
      fetch: (input, init) => this.#record(new Request(input, init), config.fetch ?? fetch),
    };
    this.passkeys = createSignInClient(createContext(whole, clock));
  }

  get token(): string {
    return this.#token;
  }

  /** Forgets the tokens. */
  signOut(): void {
    this.#token = '';
  }

  async signInAda(): Promise<void> {
    await this.passkeys.signInWithPassword(ada.identifier, ada.password);
  }

  #record(request: Request, send: typeof fetch): Promise<Response> {
    const path = new URL(request.url).pathname.replace(/^.*\/identity\/(customers\/)?/, '');
    this.requests.push(`${request.method} ${path}`);
    return send(request);
  }
}

/** A new passkey, when its record has been found and named. */
export async function enrolled(
  directory: PasskeyDirectory,
  options?: EnrollOptions,
): Promise<EnrolledPasskey & { readonly id: string }> {
  const passkey = await directory.enroll(options);
  await directory.list();
  const { id } = passkey;
  if (id === undefined) throw new Error('The list does not show the new passkey.');
  return { ...passkey, id };
}

/** Ada makes a passkey, and is signed out again. */
export async function enrolAda(workspace: Workspace): Promise<void> {
  const client = new TestClient(workspace);
  await client.signInAda();
  await client.passkeys.enroll();
}

/** A page of a person who has a passkey and is signed out. */
export async function pageWithPasskey(workspace: Workspace, ...rest: ConfigAndClock): Promise<TestClient> {
  await enrolAda(workspace);
  return new TestClient(workspace, ...rest);
}

type ConfigAndClock =
  ConstructorParameters<typeof TestClient> extends [Workspace, ...infer Rest] ? Rest : never;

/** A signed-out page has no `accessToken`. */
export const signedOut = { accessToken: undefined } as unknown as Partial<PasskeysConfig>;

/** The error of a call that must fail. */
export async function failure(call: Promise<unknown>): Promise<PasskeyError> {
  try {
    await call;
  } catch (error) {
    return error as PasskeyError;
  }
  throw new Error('The call succeeded.');
}

/** Resolves as soon as it is so; the test's own time limit ends the waiting. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await settled();
}

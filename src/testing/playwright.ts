import type { Seed } from '../../mock-server/app.ts';
import { addCdpAuthenticator, type CdpSession, type TestAuthenticator } from './authenticator.ts';
import { seedPasskey, type PasskeyWish } from './seed-passkey.ts';
import { openWorld, type SeededPerson, type World } from './world.ts';

/** The members of Playwright's `BrowserContext` that the kit uses. */
export interface PlaywrightContext {
  addCookies(cookies: { name: string; value: string; url: string }[]): Promise<unknown>;
  route(url: (url: URL) => boolean, handler: (route: PlaywrightRoute) => Promise<void>): Promise<unknown>;
  newCDPSession(page: never): Promise<CdpSession>;
  /** Since Playwright 1.60, in all three engines. */
  readonly credentials?: PlaywrightCredentials;
}

export interface PlaywrightCredentials {
  install(): Promise<void>;
  create(
    rpId: string,
    options: { id: string; userHandle: string; privateKey: string; publicKey: string },
  ): Promise<unknown>;
}

export interface PlaywrightRoute {
  request(): { headers(): Record<string, string> };
  fallback(options: { headers: Record<string, string> }): Promise<void>;
}

export interface PlaywrightArguments {
  readonly context: PlaywrightContext;
  readonly page: object;
  readonly baseURL: string | undefined;
}

export interface PlaywrightOptions {
  /** URL of the mock server, where it has an origin of its own. Default: `baseURL`. */
  readonly mock?: string;
  /** What is in each world beside the usual people and workspaces. */
  readonly seed?: Seed;
}

/** The fixture of a test: its world, and the authenticator of its browser. */
export interface PasskeyKit {
  readonly world: World;
  readonly authenticator: TestAuthenticator;
  /** Gives a person a passkey that is in this browser. @param person an identifier */
  seedPasskey(person: string, wish?: PasskeyWish): Promise<SeededPerson>;
}

export interface PasskeyFixtures {
  readonly connect: (given: PlaywrightArguments, use: (kit: PasskeyKit) => Promise<void>) => Promise<void>;
}

/**
 * Fixtures for Playwright's `test.extend`: each test has a world of its own and a browser with an authenticator.
 *
 * @example
 * ```ts
 * // base is the `test` of @playwright/test.
 * const test = base.extend<{ connect: PasskeyKit }>(passkeyFixtures());
 * ```
 */
export function passkeyFixtures({ mock, seed }: PlaywrightOptions = {}) {
  return {
    // Playwright reads the names of the fixtures that it needs from this pattern.
    connect: async (
      { context, page, baseURL }: PlaywrightArguments,
      use: (kit: PasskeyKit) => Promise<void>,
    ) => {
      const at = mock ?? baseURL;
      if (at === undefined)
        throw new Error('Set baseURL in the configuration of Playwright, or the option mock.');
      const world = await openWorld(at, seed);
      await enterWorld(context, world, at, baseURL);
      const authenticator = await addAuthenticator(context, page);
      const host = new URL(baseURL ?? at).hostname;
      await use({
        world,
        authenticator,
        seedPasskey: (person, wish) => seedPasskey(world, authenticator, person, { ...wish, host }),
      });
      await world.end();
    },
  };
}

/** By a cookie; at another origin than the pages', to which no cookie goes, by the header. */
async function enterWorld(context: PlaywrightContext, world: World, at: string, site: string | undefined) {
  const { origin } = new URL(at);
  await context.addCookies([{ ...world.cookie, url: origin }]);
  if (site === undefined || new URL(site).origin === origin) return;
  await context.route(
    (url) => url.origin === origin,
    (route) => route.fallback({ headers: { ...route.request().headers(), ...world.headers } }),
  );
}

/** Playwright's own authenticator, in every engine; Chromium's where this Playwright has none. */
async function addAuthenticator(context: PlaywrightContext, page: object): Promise<TestAuthenticator> {
  const { credentials } = context;
  if (!credentials) return addCdpAuthenticator(await context.newCDPSession(page as never));
  await credentials.install();
  return {
    synced: false,
    add: async ({ id, privateKey, publicKey }, { rpId, userHandle }) => {
      await credentials.create(rpId, { id, userHandle, privateKey, publicKey });
    },
    remove: () => Promise.resolve(),
  };
}

import { writeFile } from 'node:fs/promises';
import { Firefox } from '../support/firefox.ts';
import type { BrowserPage, CredentialEvent, TestBrowser } from './browser-page.ts';

/** A Firefox for each file, since storage and virtual authenticators are shared by all pages of one. */
export function firefox(executable: string): TestBrowser {
  return {
    name: 'Firefox',
    concurrency: 1,
    openPage: async () => new FirefoxPage(await Firefox.start(executable)),
    close: () => Promise.resolve(),
  };
}

/** Has virtual authenticators; has none of the other powers of the Chrome DevTools Protocol. */
class FirefoxPage implements BrowserPage {
  readonly #firefox: Firefox;

  constructor(started: Firefox) {
    this.#firefox = started;
  }

  async goto(url: string): Promise<void> {
    await this.#firefox.marionette.send('WebDriver:Navigate', { url });
  }

  close(): Promise<void> {
    return this.#firefox.close();
  }

  async send(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    const translate = translations[method];
    if (!translate) throw new Error(`Firefox has no ${method}.`);
    const { command, parameters, result } = translate(params);
    const reply = await this.#firefox.marionette.send(command, parameters);
    return result((reply as { readonly value: unknown }).value);
  }

  /** Marionette does not show the console; an uncaught error fails the test itself. */
  takeErrors(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  credentialEvents(): Promise<readonly CredentialEvent[]> {
    return Promise.resolve([]);
  }

  async screenshot(path: string): Promise<void> {
    const reply = await this.#firefox.marionette.send('WebDriver:TakeScreenshot', { full: true });
    await writeFile(path, Buffer.from((reply as { readonly value: string }).value, 'base64'));
  }
}

type Parameters = Readonly<Record<string, unknown>>;

interface Translation {
  readonly command: string;
  readonly parameters: Parameters;
  readonly result: (value: unknown) => unknown;
}

/** Chromium's commands in Marionette's words. */
const translations: Readonly<Record<string, (params: Parameters) => Translation>> = {
  'WebAuthn.addVirtualAuthenticator': ({ options }) => ({
    command: 'WebAuthn:AddVirtualAuthenticator',
    parameters: authenticatorOptions(options as Parameters),
    result: (authenticatorId) => ({ authenticatorId }),
  }),
  'WebAuthn.getCredentials': (parameters) => ({
    command: 'WebAuthn:GetCredentials',
    parameters,
    result: (credentials) => ({ credentials }),
  }),
  'WebAuthn.removeVirtualAuthenticator': direct('WebAuthn:RemoveVirtualAuthenticator'),
  'WebAuthn.removeCredential': direct('WebAuthn:RemoveCredential'),
  'WebAuthn.clearCredentials': direct('WebAuthn:RemoveAllCredentials'),
  'WebAuthn.setUserVerified': direct('WebAuthn:SetUserVerified'),
};

function direct(command: string): (parameters: Parameters) => Translation {
  return (parameters) => ({ command, parameters, result: () => ({}) });
}

function authenticatorOptions(options: Parameters): Parameters {
  return {
    protocol: options['protocol'] === 'u2f' ? 'ctap1/u2f' : options['protocol'],
    transport: options['transport'],
    hasResidentKey: options['hasResidentKey'] ?? false,
    hasUserVerification: options['hasUserVerification'] ?? false,
    isUserConsenting: options['automaticPresenceSimulation'] ?? true,
    isUserVerified: options['isUserVerified'] ?? false,
  };
}

import type { BrowserContext, CDPSession, ElementHandle, Page } from 'puppeteer-core';
import type { Preset } from '../support/authenticator-presets.ts';
import { addAuthenticator, openAuthenticators } from '../support/chromium-authenticator.ts';
import { openChromium } from '../support/open-chromium.ts';
import { Evidence } from './evidence.ts';
import {
  choiceIn,
  denySilentCreation,
  holdAutofill,
  pressablePart,
  summaryOf,
  visibleText,
} from './in-page.ts';

/** Milliseconds between two looks at the page: Puppeteer's own, one at each frame, cost a quarter of the tests' time. */
const patiently = { polling: 50 };

/** A person with a browser: opens pages, reads, types and presses visible controls, in shadow roots as well. */
export class Visitor {
  readonly page: Page;
  /** What their browser saw on the way. */
  readonly evidence: Evidence;
  readonly #profile: BrowserContext;
  readonly #cdp: CDPSession;
  #device = '';

  private constructor(profile: BrowserContext, page: Page, cdp: CDPSession, evidence: Evidence) {
    this.#profile = profile;
    this.page = page;
    this.#cdp = cdp;
    this.evidence = evidence;
  }

  /** With a browser of their own. */
  static async arrive(): Promise<Visitor> {
    const browser = await openChromium();
    return Visitor.in(browser.defaultBrowserContext());
  }

  /** In a browser that runs already. */
  static async in(profile: BrowserContext): Promise<Visitor> {
    const page = await profile.newPage();
    page.setDefaultTimeout(30_000);
    // tsx names functions with a helper of its own, also those that are sent to the page.
    await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
    await page.evaluateOnNewDocument(denySilentCreation);
    return new Visitor(profile, page, await openAuthenticators(page), await Evidence.of(page));
  }

  leave(): Promise<void> {
    const browser = this.#profile.browser();
    return this.#profile === browser.defaultBrowserContext() ? browser.close() : this.#profile.close();
  }

  /** Takes another device: passkeys of the one before are out of reach. */
  async takeDevice(device: Preset = 'internal'): Promise<void> {
    if (this.#device)
      await this.#cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: this.#device });
    this.#device = await addAuthenticator(this.#cdp, device);
  }

  /** From now on their device signs with a key that is not the one of the passkey. */
  async signsWrongly(): Promise<void> {
    await this.#cdp.send('WebAuthn.setResponseOverrideBits', {
      authenticatorId: this.#device,
      isBogusSignature: true,
    });
  }

  /**
   * Gets to a page that offers passkeys by autofill, and leaves the offer open. A virtual authenticator would pick
   * one at once, and again after each failure.
   */
  async leavesAutofillOpen(getThere: () => Promise<unknown>): Promise<void> {
    const { identifier } = await this.page.evaluateOnNewDocument(holdAutofill);
    await getThere();
    await this.#can('wait for autofill', this.page.waitForFunction('globalThis.autofillIsOffered === true'));
    await this.page.removeScriptToEvaluateOnNewDocument(identifier);
  }

  /** Clears the site's storage in the browser. */
  async forget(site: string): Promise<void> {
    await this.#cdp.send('Storage.clearDataForOrigin', { origin: site, storageTypes: 'all' });
  }

  /** Runs `act` in a browser without support for passkeys. */
  async withoutWebAuthn(act: () => Promise<void>): Promise<void> {
    const forget = () => Reflect.deleteProperty(globalThis, 'PublicKeyCredential');
    const { identifier } = await this.page.evaluateOnNewDocument(forget);
    await act();
    await this.page.removeScriptToEvaluateOnNewDocument(identifier);
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'load' });
  }

  /** Presses the control with that accessible name, wherever it is. */
  async press(name: string, role = 'button'): Promise<void> {
    await this.#can(
      `press "${name}"`,
      this.page.locator(`::-p-aria([name="${name}"][role="${role}"])`).click(),
    );
  }

  /** The same in the open dialog: what is behind it may have the same name. */
  async pressInDialog(name: string): Promise<void> {
    const button = this.page.locator(`dialog[open] ::-p-aria([name="${name}"][role="button"])`);
    await this.#can(`press "${name}" in the dialog`, button.click());
  }

  /** Presses what leads to another page, and waits until that page listens. */
  async follow(name: string, role = 'link'): Promise<void> {
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), this.press(name, role)]);
  }

  /** Presses a part of an element once it can be pressed, where its name depends on the device. */
  async pressPart(part: string): Promise<void> {
    const press = async () => {
      const found = await this.page.waitForFunction(pressablePart, patiently, part);
      await (found as ElementHandle).click();
    };
    await this.#can(`press ${part}`, press());
  }

  /** Fills in the field that is labelled so. */
  async type(label: string, text: string, role = 'textbox'): Promise<void> {
    const field = this.page.locator(`::-p-aria([name="${label}"][role="${role}"])`);
    await this.#can(`fill in "${label}"`, field.fill(text));
  }

  /** Presses a radio button or checkbox of the group with that legend. */
  async choose(name: string, value: string, legend: string): Promise<void> {
    const choice = await this.page.waitForFunction(choiceIn, patiently, legend, name, value);
    await this.#can(`choose ${value} of ${legend}`, (choice as ElementHandle).click());
  }

  /** Opens the first folded section with that heading. */
  async unfold(heading: string): Promise<void> {
    const summary = await this.page.waitForFunction(summaryOf, patiently, heading);
    await this.#can(`unfold ${heading}`, (summary as ElementHandle).click());
  }

  /** Waits until the page shows that text, anywhere. */
  async reads(text: string): Promise<void> {
    const isThere = `(${visibleText.toString()})().includes(${JSON.stringify(text)})`;
    await this.#can(`read "${text}"`, this.page.waitForFunction(isThere, patiently));
  }

  /** Text of the first element that matches, once it is there. */
  async textOf(selector: string): Promise<string> {
    const found = await this.page.waitForSelector(selector);
    return (await found?.evaluate(({ textContent }) => textContent)) ?? '';
  }

  /** Value of the first field that matches. */
  valueOf(selector: string): Promise<string> {
    return this.page.$eval(selector, (field) => (field as HTMLInputElement).value);
  }

  /** Waits for the page of that path, until it listens. */
  async isAt(path: string): Promise<void> {
    const isThere = (expected: string) =>
      location.pathname === expected && document.readyState === 'complete';
    await this.#can(`get to ${path}`, this.page.waitForFunction(isThere, patiently, path));
  }

  /** Adds the page's text to the error of an impossible step. */
  async #can(what: string, attempt: Promise<unknown>): Promise<void> {
    await attempt.catch(async (cause: unknown) => {
      const page = `${this.page.url()} says: ${await this.page.evaluate(visibleText)}`;
      throw new Error(`Nobody could ${what}. ${page}`, { cause });
    });
  }
}

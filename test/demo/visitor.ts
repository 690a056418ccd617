import type { Browser, CDPSession, Page, Protocol } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import { chromiumFlags, findChromium } from '../support/chromium.ts';
import { Evidence } from './evidence.ts';
import { visibleText } from './visible-text.ts';

type Device = Protocol.WebAuthn.VirtualAuthenticatorOptions;

const laptop: Device = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

/** A person with a browser: opens pages, reads, types and presses what they see, in shadow roots as well. */
export class Visitor {
  readonly page: Page;
  /** What their browser saw on the way. */
  readonly evidence: Evidence;
  readonly #browser: Browser;
  readonly #cdp: CDPSession;
  #device = '';

  private constructor(browser: Browser, page: Page, cdp: CDPSession, evidence: Evidence) {
    this.#browser = browser;
    this.page = page;
    this.#cdp = cdp;
    this.evidence = evidence;
  }

  static async arrive(): Promise<Visitor> {
    const browser = await puppeteer.launch({ executablePath: findChromium(), args: [...chromiumFlags] });
    const page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    // tsx names functions with a helper of its own, also those that are sent to the page.
    await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
    const cdp = await page.createCDPSession();
    await cdp.send('WebAuthn.enable');
    return new Visitor(browser, page, cdp, await Evidence.of(page));
  }

  leave(): Promise<void> {
    return this.#browser.close();
  }

  /** Takes another device: passkeys of the one before are out of reach. */
  async takeDevice(device: Partial<Device> = {}): Promise<void> {
    if (this.#device)
      await this.#cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: this.#device });
    const options = { ...laptop, ...device };
    this.#device = (await this.#cdp.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId;
  }

  /** Whether the person touches the sensor when asked. */
  async touches(enabled: boolean): Promise<void> {
    await this.#cdp.send('WebAuthn.setAutomaticPresenceSimulation', {
      authenticatorId: this.#device,
      enabled,
    });
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'load' });
  }

  /** Presses what has that name for a screen reader, wherever it is. */
  async press(name: string, role = 'button'): Promise<void> {
    await this.page.locator(`::-p-aria([name="${name}"][role="${role}"])`).click();
  }

  /** Presses a part of an element, where its name depends on the device. */
  async pressPart(part: string): Promise<void> {
    await this.page.locator(`>>> [part=${part}]`).click();
  }

  /** Fills in the field that is labelled so. */
  async type(label: string, text: string): Promise<void> {
    await this.page.locator(`::-p-aria([name="${label}"][role="textbox"])`).fill(text);
  }

  /** Waits until the page says so, anywhere. */
  async reads(text: string): Promise<void> {
    const isThere = `(${visibleText.toString()})().includes(${JSON.stringify(text)})`;
    await this.page.waitForFunction(isThere).catch(async (cause: unknown) => {
      throw new Error(`The page does not say "${text}", but: ${await this.page.evaluate(visibleText)}`, {
        cause,
      });
    });
  }

  /** Waits until the page no longer says so. */
  async readsNoMore(text: string): Promise<void> {
    await this.page.waitForFunction(`!(${visibleText.toString()})().includes(${JSON.stringify(text)})`);
  }

  /** Waits for the page of that path. */
  async isAt(path: string): Promise<void> {
    await this.page.waitForFunction((expected) => location.pathname === expected, {}, path);
  }
}

/**
 * One demo site and one browser for all stories of a test file, since starting either costs more than most stories.
 * Importing this starts them before the first test of the file and stops them after the last.
 */
import { after, before } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { openChromium } from '../support/open-chromium.ts';
import { DemoSite } from './demo-site.ts';
import { Visitor } from './visitor.ts';

class Stage {
  #site: DemoSite | undefined;
  #browser: Browser | undefined;

  /** @throws outside of tests */
  get site(): DemoSite {
    if (!this.#site) throw new Error('The stage is not open.');
    return this.#site;
  }

  async open(): Promise<void> {
    const browser = openChromium();
    this.#site = await DemoSite.start();
    this.#browser = await browser;
  }

  /** A visitor with a browser profile of their own opens the site in its initial state. */
  async enter(): Promise<Visitor> {
    if (!this.#browser) throw new Error('The stage is not open.');
    await this.site.reset();
    return Visitor.in(await this.#browser.createBrowserContext());
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    await this.#site?.stop();
  }
}

export const stage = new Stage();

before(() => stage.open());
after(() => stage.close());

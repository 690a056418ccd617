import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { isServerPath } from '../../mock-server/app.ts';
import { mockListener, requestPath } from '../../mock-server/hosts/listener.ts';
import { addAuthenticator, openAuthenticators } from '../support/chromium-authenticator.ts';
import { openChromium } from '../support/open-chromium.ts';
import { pageScripts } from '../support/page-scripts.ts';
import { openSite, sendPage, sendScript, type Site } from '../support/site.ts';

export interface StageOptions {
  /** The modules of `test/bench/pages`, by name; each is served at `/<name>.html`. */
  readonly pages: readonly string[];
  /** Milliseconds that every API reply is late. */
  readonly latency?: number;
  /** How many times the processor is slower. */
  readonly slowdown?: number;
}

/** A site with the mock server on its origin, and a Chromium with a virtual authenticator in front of it. */
export class Stage {
  /** Path of every API request, in order. */
  readonly requests: readonly string[];
  readonly #site: Site;
  readonly #browser: Browser;
  readonly #slowdown: number;

  private constructor(site: Site, requests: readonly string[], browser: Browser, slowdown: number) {
    this.requests = requests;
    this.#site = site;
    this.#browser = browser;
    this.#slowdown = slowdown;
  }

  static async open({ pages, latency = 0, slowdown = 1 }: StageOptions): Promise<Stage> {
    const modules = pages.map((name) => `test/bench/pages/${name}.ts`);
    const scripts = await pageScripts(modules, { minify: true });
    const requests: string[] = [];
    const mock = mockListener({});
    const site = await openSite(async (request, response) => {
      const path = requestPath(request);
      const script = scripts.get(path);
      if (isServerPath(path)) {
        requests.push(path);
        await wait(latency);
        await mock(request, response);
      } else if (script !== undefined) sendScript(response, script);
      else sendPage(response, path.replace(/\.html$/, '.js'));
    });
    return new Stage(site, requests, await openChromium(), slowdown);
  }

  get url(): string {
    return this.#site.url;
  }

  /** A page with an empty storage and with an authenticator that answers at once. */
  async openPage(): Promise<Page> {
    const context = await this.#browser.createBrowserContext();
    const page = await context.newPage();
    const cdp = await openAuthenticators(page);
    await addAuthenticator(cdp);
    await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: this.#slowdown });
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#site.close();
  }
}

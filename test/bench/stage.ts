import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { isServerPath } from '../../mock-server/app.ts';
import { mockListener, type Listener } from '../../mock-server/listener.ts';
import { addAuthenticator, openAuthenticators } from '../support/chromium-authenticator.ts';
import { openChromium } from '../support/open-chromium.ts';
import { pageScripts } from '../support/page-scripts.ts';

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
  readonly url: string;
  /** Path of every API request, in order. */
  readonly requests: string[] = [];
  readonly #server: Server;
  readonly #browser: Browser;
  readonly #options: StageOptions;

  private constructor(server: Server, browser: Browser, options: StageOptions) {
    this.#server = server;
    this.#browser = browser;
    this.#options = options;
    this.url = `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  static async open(options: StageOptions): Promise<Stage> {
    const scripts = await pageScripts(
      options.pages.map((name) => `test/bench/pages/${name}.ts`),
      { minify: true },
    );
    const mock = mockListener({});
    const server = createServer().listen(0, 'localhost');
    await once(server, 'listening');
    const browser = await openChromium();
    const stage = new Stage(server, browser, options);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void stage.#answer(mock, scripts, request, response);
    });
    return stage;
  }

  /** A page with an empty storage and with an authenticator that answers at once. */
  async openPage(): Promise<Page> {
    const context = await this.#browser.createBrowserContext();
    const page = await context.newPage();
    const cdp = await openAuthenticators(page);
    await addAuthenticator(cdp);
    await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: this.#options.slowdown ?? 1 });
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(
    mock: Listener,
    scripts: ReadonlyMap<string, string>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.url);
    if (isServerPath(pathname)) {
      this.requests.push(pathname);
      await wait(this.#options.latency ?? 0);
      await mock(request, response);
      return;
    }
    const script = scripts.get(pathname);
    if (script !== undefined) response.setHeader('Content-Type', 'text/javascript').end(script);
    else
      response.setHeader('Content-Type', 'text/html').end(pageOf(pathname.slice(1).replace(/\.html$/, '')));
  }
}

function pageOf(name: string): string {
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>${name}</title></head>
  <body><main></main><script type="module" src="/${name}.js"></script></body>
</html>`;
}

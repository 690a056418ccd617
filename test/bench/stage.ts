import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { rolldown } from 'rolldown';
import { isServerPath } from '../../mock-server/app.ts';
import { mockListener, type Listener } from '../../mock-server/listener.ts';
import { addAuthenticator, openAuthenticators } from '../support/chromium-authenticator.ts';
import { openChromium } from '../support/open-chromium.ts';

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
    const bundles = await bundle(options.pages);
    const mock = mockListener({});
    const server = createServer().listen(0, 'localhost');
    await once(server, 'listening');
    const browser = await openChromium();
    const stage = new Stage(server, browser, options);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void stage.#answer(mock, bundles, request, response);
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
    bundles: ReadonlyMap<string, string>,
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
    const script = bundles.get(pathname.slice(1));
    if (script !== undefined) response.setHeader('Content-Type', 'text/javascript').end(script);
    else
      response.setHeader('Content-Type', 'text/html').end(pageOf(pathname.slice(1).replace(/\.html$/, '')));
  }
}

async function bundle(pages: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const input = Object.fromEntries(pages.map((name) => [name, `test/bench/pages/${name}.ts`]));
  const build = await rolldown({ input, platform: 'browser' });
  const { output } = await build.generate({ format: 'es', minify: true, entryFileNames: '[name].js' });
  await build.close();
  return new Map(output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part.code]] : [])));
}

function pageOf(name: string): string {
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>${name}</title></head>
  <body><main></main><script type="module" src="/${name}.js"></script></body>
</html>`;
}

import type { Browser, HTTPRequest, Page } from 'puppeteer-core';
import type { MockServer } from '../../../mock-server/app.ts';
import type { Preset } from '../../support/authenticator-presets.ts';
import { addAuthenticator, openAuthenticators } from '../../support/chromium-authenticator.ts';
import { pageScripts } from '../../support/page-scripts.ts';

/** One call of the SDK: its request as it left the browser, and the reply. */
export interface Exchange {
  readonly path: string;
  readonly sent: unknown;
  readonly received: unknown;
}

type Reply = Parameters<HTTPRequest['respond']>[0];

export interface Place {
  readonly origin: string;
  readonly server: MockServer;
  readonly authenticator: Preset;
}

/** A page in Chromium that holds the SDK and meets a mock server without a network between them. */
export class ChromiumPage {
  readonly exchanges: Exchange[] = [];
  readonly #page: Page;
  readonly #server: MockServer;
  readonly #scripts: ReadonlyMap<string, string>;

  private constructor(page: Page, server: MockServer, scripts: ReadonlyMap<string, string>) {
    this.#page = page;
    this.#server = server;
    this.#scripts = scripts;
  }

  static async open(browser: Browser, at: Place): Promise<ChromiumPage> {
    const page = await browser.newPage();
    await addAuthenticator(await openAuthenticators(page), at.authenticator);
    const opened = new ChromiumPage(
      page,
      at.server,
      await pageScripts('test/mock-server/webauthn/sdk-page.ts'),
    );
    await page.setRequestInterception(true);
    page.on('request', (request) => void opened.#answer(request));
    await page.goto(`${at.origin}/page`);
    return opened;
  }

  /** Calls `enrolAndSignIn` of `sdk-page.ts`. */
  async enrolAndSignIn(workspace: string): Promise<void> {
    await this.#page.evaluate(`import('/sdk-page.js').then((page) => page.enrolAndSignIn('${workspace}'))`);
  }

  close(): Promise<void> {
    return this.#page.close();
  }

  async #answer(request: HTTPRequest): Promise<void> {
    const { pathname } = new URL(request.url());
    const script = this.#scripts.get(pathname);
    if (script !== undefined) return request.respond({ contentType: 'text/javascript', body: script });
    if (pathname === '/page') return request.respond({ contentType: 'text/html', body: '<!doctype html>' });
    return request.respond(await this.#ask(pathname, request));
  }

  async #ask(path: string, request: HTTPRequest): Promise<Reply> {
    const sent = request.hasPostData() ? await request.fetchPostData() : undefined;
    const init = {
      method: request.method(),
      headers: request.headers(),
      ...(sent !== undefined && { body: sent }),
    };
    const reply = await this.#server.request(request.url(), init);
    const body = await reply.text();
    this.exchanges.push({ path, sent: parsed(sent), received: parsed(body) });
    return { status: reply.status, headers: Object.fromEntries(reply.headers), body };
  }
}

const parsed = (text: string | undefined): unknown => (text ? JSON.parse(text) : undefined);

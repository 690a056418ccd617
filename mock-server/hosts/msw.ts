import { http, type HttpHandler } from 'msw';
import { createMockServer, isServerPath, type MockServerOptions } from '../app.ts';
import { browserStorage } from '../store/browser.ts';
import { memoryStorage } from '../store/storage.ts';

export { browserStorage } from '../store/browser.ts';
export { memoryStorage } from '../store/storage.ts';

export interface MockHandlerOptions extends MockServerOptions {
  /** Origin of the calls that are answered. Default: the page's own; where there is no page, every origin. */
  readonly origin?: string;
}

/**
 * One handler for `setupWorker` and `setupServer`: it answers the calls of the API and lets everything else pass.
 * @param options `storage` defaults to IndexedDB in a page, to memory elsewhere
 */
export function mockHandler(options: MockHandlerOptions = {}): HttpHandler {
  const page = typeof document === 'undefined' ? undefined : globalThis.location.origin;
  const origin = options.origin ?? page;
  const server = createMockServer({ storage: isBrowser() ? browserStorage() : memoryStorage(), ...options });
  const isOurs = ({ request }: { request: Request }) => {
    const url = new URL(request.url);
    return (
      (origin === undefined || url.origin === origin) &&
      isServerPath(url.pathname, options.layout, options.seed)
    );
  };
  return http.all(isOurs, ({ request }) => server.fetch(request, { onlyBrowser: page !== undefined }));
}

/** A page that jsdom or happy-dom plays in Node has a document, and none of what the storage needs. */
function isBrowser(): boolean {
  const { document, navigator, indexedDB } = globalThis as Partial<typeof globalThis>;
  return document !== undefined && navigator?.locks !== undefined && indexedDB !== undefined;
}

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
 * @param options `storage` defaults to IndexedDB in a page, to memory elsewhere: also in a page of jsdom or happy-dom
 */
export function mockHandler(options: MockHandlerOptions = {}): HttpHandler {
  const page = typeof document === 'undefined' ? undefined : globalThis.location.origin;
  const origin = options.origin ?? page;
  const server = createMockServer({
    storage: hasBrowserStorage() ? browserStorage() : memoryStorage(),
    ...options,
  });
  const isOurs = ({ request }: { request: Request }) => {
    const url = new URL(request.url);
    return (
      (origin === undefined || url.origin === origin) &&
      isServerPath(url.pathname, options.layout, options.seed)
    );
  };
  return http.all(isOurs, ({ request }) => server.fetch(request, { onlyBrowser: page !== undefined }));
}

/** IndexedDB, and Web Locks to share it by; a page that is none of a secure context has no locks. */
function hasBrowserStorage(): boolean {
  return typeof indexedDB !== 'undefined' && typeof navigator !== 'undefined' && 'locks' in navigator;
}

import type { Connect, Plugin } from 'vite';
import { isServerPath, type MockServerOptions } from './app.ts';
import { isElementsPath } from './elements.ts';
import { mockListener, pathOf } from './listener.ts';
import { fileStorage } from './store/file.ts';

export { fileStorage } from './store/file.ts';
export { memoryStorage } from './store/storage.ts';

/**
 * Puts the server on the origin of Vite's dev and preview server. What is not a call of the API goes on to Vite.
 * @param options `storage` defaults to a file in `.connect-passkeys/`
 */
export function mockServer(options: MockServerOptions = {}): Plugin {
  const middleware = mockMiddleware(options);
  return {
    name: 'connect-passkeys-mock-server',
    configureServer: ({ middlewares }) => void middlewares.use(middleware),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(middleware),
  };
}

function mockMiddleware(options: MockServerOptions): Connect.NextHandleFunction {
  const listen = mockListener({ storage: fileStorage('.connect-passkeys/mock.json'), ...options });
  return (incoming, outgoing, next) => {
    const path = pathOf(incoming);
    if (isServerPath(path, options.layout) || isElementsPath(path)) listen(incoming, outgoing).catch(next);
    else next();
  };
}

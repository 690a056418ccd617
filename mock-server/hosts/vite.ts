import type { Connect, Plugin } from 'vite';
import { isServerPath, type MockServerOptions } from '../app.ts';
import { isElementsPath } from './elements.ts';
import { mockListener, requestPath } from './listener.ts';
import { deniedFiles, ensureHidden, refuseStateFolder, stateFolder } from './state-file.ts';
import { fileStorage } from '../store/file.ts';

export { fileStorage } from '../store/file.ts';
export { memoryStorage } from '../store/storage.ts';

/**
 * Puts the server on the origin of Vite's dev and preview server. Other requests go on to Vite, which
 * is kept from serving the file of `storage`.
 * @param options `storage` defaults to a file in `.connect-passkeys/`
 */
export function mockServer(options: MockServerOptions = {}): Plugin {
  const { storage = fileStorage(`${stateFolder}/mock.json`) } = options;
  const middleware = mockMiddleware({ ...options, storage });
  const mount = ({ middlewares }: { readonly middlewares: Connect.Server }) =>
    void middlewares.use(refuseStateFolder).use(middleware);
  return {
    name: 'connect-passkeys-mock-server',
    config: async (config, { command }) =>
      command === 'serve' ? { server: { fs: { deny: await deniedFiles(config, storage.file) } } } : undefined,
    configResolved: (config) => {
      if (storage.file !== undefined) ensureHidden(config, storage.file);
    },
    configureServer: mount,
    configurePreviewServer: mount,
  };
}

function mockMiddleware(options: MockServerOptions): Connect.NextHandleFunction {
  const listen = mockListener(options);
  return (incoming, outgoing, next) => {
    const path = requestPath(incoming);
    if (isServerPath(path, options.layout) || isElementsPath(path)) listen(incoming, outgoing).catch(next);
    else next();
  };
}

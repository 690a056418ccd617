import type { Connect, Plugin } from 'vite';
import type { MockServerOptions } from '../app.ts';
import { mockMiddleware } from './listener.ts';
import type { PublicOptions } from './public-origin.ts';
import { deniedFiles, ensureHidden, refuseStateFolder, stateFolder } from './state-file.ts';
import { fileStorage } from '../store/file.ts';

export { fileStorage } from '../store/file.ts';
export { memoryStorage } from '../store/storage.ts';
export { readSeedFile } from './seed-file.ts';

/**
 * Puts the server on the origin of Vite's dev and preview server. Other requests go on to Vite, which
 * is kept from serving the file of `storage`.
 * @param options `storage` defaults to a file in `.connect-passkeys/`
 */
export function mockServer(options: MockServerOptions & PublicOptions = {}): Plugin {
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

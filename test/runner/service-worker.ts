import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { TestRunnerCoreConfig } from '@web/test-runner';

/** Serves MSW's worker at the root, where its scope is the whole origin, without a copy of it in the tree. */
export const serviceWorker: NonNullable<TestRunnerCoreConfig['middleware']>[number] = async (
  context,
  next,
) => {
  if (context.path !== '/mockServiceWorker.js') {
    await next();
    return;
  }
  context.type = 'text/javascript';
  context.body = await readFile(createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'));
};

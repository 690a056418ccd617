import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { nodeResolvePlugin } from '@web/dev-server';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import type { Logger, TestRunnerCoreConfig } from '@web/test-runner';
import { sendKeysPlugin, sendMousePlugin, setViewportPlugin } from '@web/test-runner-commands/plugins';
import type { TestBrowser } from './browser-page.ts';
import { mockServers } from './mock-servers.ts';
import { pageCommands } from './page-commands.ts';
import { PageLauncher } from './page-launcher.ts';
import { print } from './print.ts';
import { serviceWorker } from './service-worker.ts';

/** Everything of the test runner that is switched on, and nothing read from elsewhere. */
export function browserConfig(
  browser: TestBrowser,
  files: readonly string[],
  port: number,
): TestRunnerCoreConfig {
  const rootDir = resolve('.');
  const launcher = new PageLauncher(browser);
  return {
    files: [...files],
    rootDir,
    protocol: 'http:',
    hostname: 'localhost',
    port,
    watch: false,
    browsers: [launcher],
    concurrentBrowsers: 1,
    concurrency: browser.concurrency,
    browserStartTimeout: 30_000,
    testsStartTimeout: 30_000,
    testsFinishTimeout: 120_000,
    coverageConfig: {},
    reporters: [],
    logger,
    testFramework: {
      path: createRequire(import.meta.url).resolve('@web/test-runner-mocha/dist/autorun.js'),
      config: { timeout: 15_000 },
    },
    middleware: [serviceWorker, mockServers()],
    plugins: [
      esbuildPlugin({ ts: true, json: true, target: 'es2022', tsconfig: 'tsconfig.json' }),
      pageCommands(launcher),
      setViewportPlugin(),
      sendKeysPlugin(),
      sendMousePlugin(),
      nodeResolvePlugin(rootDir, false, { exportConditions: ['production'], browser: true }),
    ],
  };
}

const logger: Logger = {
  log: () => undefined,
  debug: () => undefined,
  warn: (...messages) => {
    print(messages.join(' '));
  },
  error: (...messages) => {
    print(messages.map((message) => (message instanceof Error ? message.stack : message)).join(' '));
  },
  group: () => undefined,
  groupEnd: () => undefined,
  logSyntaxError: ({ filePath, line, column, message }) => {
    print(`${filePath}:${line}:${column}: ${message}`);
  },
};

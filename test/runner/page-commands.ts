import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';
import type { CDPSession } from 'puppeteer-core';
import type { ChromiumLauncher } from './chromium-launcher.ts';
import type { TestPage } from './test-page.ts';

/** What a test in the page may ask of the browser; `test/support/page.ts` has the other end. */
export interface PageCommands {
  'page-cdp': { readonly method: string; readonly params: Readonly<Record<string, unknown>> };
  'page-errors': undefined;
  'page-credential-events': { readonly from: number; readonly timeLimit: number };
  'page-screenshot': { readonly name: string };
}

type Handlers = {
  readonly [Name in keyof PageCommands]: (page: TestPage, payload: PageCommands[Name]) => Promise<unknown>;
};

const handlers: Handlers = {
  'page-cdp': ({ cdp }, { method, params }) => cdp.send(method as Parameters<CDPSession['send']>[0], params),
  'page-errors': (page) => page.takeErrors(),
  'page-credential-events': (page, { from, timeLimit }) => page.credentialEvents(from, timeLimit),
  'page-screenshot': screenshot,
};

export function pageCommands(launcher: ChromiumLauncher): TestRunnerPlugin {
  return {
    name: 'page-commands',
    executeCommand({ command, payload, session }) {
      if (!Object.hasOwn(handlers, command)) return undefined;
      const handle = handlers[command as keyof PageCommands] as (
        page: TestPage,
        payload: unknown,
      ) => Promise<unknown>;
      return handle(launcher.testPage(session.id), payload);
    },
  };
}

async function screenshot({ page }: TestPage, { name }: PageCommands['page-screenshot']): Promise<string> {
  const path = join('screenshots', `${name}.png`) as `${string}.png`;
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true });
  return path;
}

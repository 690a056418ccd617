import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';
import type { BrowserPage } from './browser-page.ts';
import type { PageLauncher } from './page-launcher.ts';

/** Commands that a test in the page may send to the browser; `test/support/page.ts` has the other end. */
export interface PageCommands {
  'page-cdp': { readonly method: string; readonly params: Readonly<Record<string, unknown>> };
  'page-errors': undefined;
  'page-credential-events': { readonly from: number; readonly timeLimit: number };
  'page-screenshot': { readonly name: string };
}

type Handler<Payload> = (page: BrowserPage, payload: Payload) => Promise<unknown>;
type Handlers = { readonly [Name in keyof PageCommands]: Handler<PageCommands[Name]> };

const handlers: Handlers = {
  'page-cdp': (page, { method, params }) => page.send(method, params),
  'page-errors': (page) => page.takeErrors(),
  'page-credential-events': (page, { from, timeLimit }) => page.credentialEvents(from, timeLimit),
  'page-screenshot': screenshot,
};

export function pageCommands(launcher: PageLauncher): TestRunnerPlugin {
  return {
    name: 'page-commands',
    executeCommand({ command, payload, session }) {
      if (!Object.hasOwn(handlers, command)) return undefined;
      const handle = handlers[command as keyof PageCommands] as Handler<unknown>;
      return handle(launcher.pageOf(session.id), payload);
    },
  };
}

async function screenshot(page: BrowserPage, { name }: PageCommands['page-screenshot']): Promise<string> {
  const path = join('screenshots', `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot(path);
  return path;
}

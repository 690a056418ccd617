/** The recipes of frameworks, as they stand in the documents: their commands and files make an app, which a person uses. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { Visitor } from '../demo/visitor.ts';
import { blocksIn, fileNamed } from '../docs/code-blocks.ts';
import { commandsIn } from '../docs/shell.ts';
import { freePort } from '../support/free-port.ts';
import { openChromium } from '../support/open-chromium.ts';
import type { FreshApp } from './fresh-app.ts';
import { installed } from './installed.ts';
import { signIn } from './sign-in.ts';

/** How the built app is served, and the port that its recipe names. */
const recipes = {
  react: { port: 5173, serve: ['npx', 'vite', 'preview', '--strictPort', '--port'] },
  vue: { port: 5173, serve: ['npx', 'vite', 'preview', '--strictPort', '--port'] },
  svelte: { port: 5173, serve: ['npx', 'vite', 'preview', '--strictPort', '--port'] },
  next: { port: 3000, serve: ['npx', 'next', 'start', '--port'] },
} as const;

describe('the recipe of', () => {
  let browser: Browser;
  before(async () => {
    browser = await openChromium();
  });
  after(() => browser.close());

  const skip = process.env['RECIPES'] ? false : 'a recipe takes a minute; RECIPES=1 runs them';

  for (const [name, { port, serve }] of Object.entries(recipes)) {
    it(
      `${name} makes an app where people sign in, and make, list, rename and remove passkeys`,
      { skip },
      async () => {
        const app = await installed().empty();
        const own = await freePort();
        await make(app, name, [`localhost:${String(port)}`, `localhost:${String(own)}`]);
        const server = await start(app, [...serve, String(own)]);
        const ada = await Visitor.in(await browser.createBrowserContext());
        try {
          await use(ada, `http://localhost:${String(own)}/`);
        } finally {
          await ada.leave();
          await stop(server);
          await app.remove();
        }
      },
    );
  }
});

/** Runs the commands up to the last, which starts the development server, and writes the files. */
async function make(app: FreshApp, recipe: string, [said, own]: readonly [string, string]): Promise<void> {
  const mine = (language: string) =>
    blocksIn(language).filter(({ place }) => place.startsWith(`docs/recipes/${recipe}.md`));
  const commands = mine('sh').flatMap(({ code }) => commandsIn(code));
  assert.deepEqual(commands.at(-1), ['npm', 'run', 'dev']);
  let folder = '';
  for (const [program = '', ...args] of commands.slice(0, -1)) {
    if (program === 'cd') folder = args[0] ?? '';
    else
      await app.runIn(
        folder,
        program,
        ...args.map((arg) => (arg === 'connect-passkeys' ? app.tarball : arg)),
      );
  }
  for (const { code } of ['ts', 'tsx', 'vue', 'svelte'].flatMap(mine)) {
    const file = fileNamed(code);
    if (file !== undefined) await app.write(`${folder}/${file}`, code.replaceAll(said, own));
  }
  await app.runIn(folder, 'npm', 'run', 'build');
}

/** Resolves when the server reports that it is ready. */
async function start(app: FreshApp, [program = '', ...args]: readonly string[]): Promise<ChildProcess> {
  const server = spawn(program, args, { cwd: app.path('passkeys-app'), detached: true });
  let output = '';
  await new Promise<void>((ready, fail) => {
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (/Ready|➜.*Local/.test(output)) ready();
    });
    server.once('exit', () => fail(new Error(`The server of the app ended: ${output}`)));
  });
  return server;
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.pid !== undefined) process.kill(-server.pid);
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
}

async function use(ada: Visitor, url: string): Promise<void> {
  await ada.takeDevice();
  await signIn(ada, url);
  await ada.pressPart('rename');
  await ada.type('Name', 'My laptop');
  await ada.pressPart('save');
  await ada.reads('My laptop');
  await ada.takeDevice();
  await ada.pressPart('add');
  await ada.reads('2 of 10');
  await ada.pressPart('remove');
  await ada.pressPart('dialog-confirm');
  await ada.reads('1 of 10');
  ada.evidence.assertClean();
}

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** `npm start` in a folder of its own, where it keeps its passkeys. */
export class DemoSite {
  readonly #folder: string;
  #server: ChildProcess | undefined;
  /** Stays the same over a restart, as the origin of passkeys must. */
  url = '';

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async start(): Promise<DemoSite> {
    const site = new DemoSite(await mkdtemp(join(tmpdir(), 'demo-')));
    await site.#listen('0');
    return site;
  }

  async restart(): Promise<void> {
    await this.#end();
    await this.#listen(new URL(this.url).port);
  }

  async stop(): Promise<void> {
    await this.#end();
    await rm(this.#folder, { recursive: true });
  }

  async advanceClock(seconds: number): Promise<void> {
    await this.#control('clock', { advance_seconds: seconds });
  }

  /** Everything as at the start. */
  async reset(): Promise<void> {
    await this.#control('reset', {});
  }

  async #control(what: string, body: object): Promise<void> {
    const headers = { 'Content-Type': 'application/json' };
    await fetch(`${this.url}/_mock/${what}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async #listen(port: string): Promise<void> {
    const vite = resolve('node_modules/vite/bin/vite.js');
    const args = [vite, '--config', resolve('vite.config.ts'), '--port', port, '--strictPort'];
    this.#server = spawn(process.execPath, args, {
      cwd: this.#folder,
      env: { ...process.env, NO_COLOR: '1' },
    });
    this.url = await announcedUrl(this.#server);
  }

  #end(): Promise<unknown> {
    const server = this.#server;
    if (server?.exitCode !== null) return Promise.resolve();
    const ended = new Promise((settle) => server.once('exit', settle));
    server.kill();
    return ended;
  }
}

/** Waits for Vite's line with the address it listens on. */
function announcedUrl(server: ChildProcess): Promise<string> {
  return new Promise((found, fail) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /Local:\s+(http:\S+?)\/?\s/.exec(output)?.[1];
      if (url !== undefined) found(url);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', () => fail(new Error(`The demo ended before it listened:\n${output}`)));
  });
}

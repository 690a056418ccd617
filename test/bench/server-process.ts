import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { rolldown } from 'rolldown';

/** A server of one bundled file in a process of its own, as somebody would run it. */
export class ServerProcess {
  readonly url: string;
  /** Milliseconds from the start of the process to the line that says where it listens. */
  readonly startUp: number;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, startUp: number, child: ChildProcess, folder: string) {
    this.url = url;
    this.startUp = startUp;
    this.#process = child;
    this.#folder = folder;
  }

  static async start(file: string, args: readonly string[] = []): Promise<ServerProcess> {
    const folder = await mkdtemp(resolve('node_modules/.bench-'));
    const script = await bundle(file, folder);
    const started = performance.now();
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) {
      const url = /http:\/\/[^\s/]+/.exec(line)?.[0];
      if (url !== undefined) return new ServerProcess(url, performance.now() - started, child, folder);
    }
    throw new Error(`${file} ended before it said where it listens.`);
  }

  /** Megabytes that the process holds in memory, its program included. */
  memory(): number {
    const kibibytes = execFileSync('ps', ['-o', 'rss=', '-p', String(this.#process.pid)], {
      encoding: 'utf8',
    });
    return (Number(kibibytes) * 1024) / 1e6;
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
    await rm(this.#folder, { recursive: true });
  }
}

async function bundle(file: string, folder: string): Promise<string> {
  const build = await rolldown({ input: file, platform: 'node', logLevel: 'silent' });
  const { output } = await build.write({ dir: folder, format: 'es', entryFileNames: 'server.mjs' });
  await build.close();
  return join(folder, output[0].fileName);
}

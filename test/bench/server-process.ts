import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { rolldown } from 'rolldown';

/** A program of one bundled file, run as its users run it. */
export class Program {
  readonly script: string;
  readonly #folder: string;

  private constructor(folder: string, script: string) {
    this.#folder = folder;
    this.script = script;
  }

  static async build(file: string): Promise<Program> {
    const folder = await mkdtemp(resolve('node_modules/.bench-'));
    return new Program(folder, await bundle(file, folder));
  }

  remove(): Promise<void> {
    return rm(this.#folder, { recursive: true });
  }
}

/** A server in a process of its own. */
export class ServerProcess {
  readonly url: string;
  /** Milliseconds from the start of the process to its line with the address it listens on. */
  readonly startUp: number;
  readonly #process: ChildProcess;

  private constructor(url: string, startUp: number, child: ChildProcess) {
    this.url = url;
    this.startUp = startUp;
    this.#process = child;
  }

  static async start({ script }: Program, args: readonly string[] = []): Promise<ServerProcess> {
    const started = performance.now();
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) {
      const url = /http:\/\/[^\s/]+/.exec(line)?.[0];
      if (url !== undefined) return new ServerProcess(url, performance.now() - started, child);
    }
    throw new Error(`${script} ended before it said where it listens.`);
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
  }
}

async function bundle(file: string, folder: string): Promise<string> {
  const build = await rolldown({ input: file, platform: 'node', logLevel: 'silent' });
  const { output } = await build.write({ dir: folder, format: 'es', entryFileNames: 'server.mjs' });
  await build.close();
  return join(folder, output[0].fileName);
}

import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { findProgram } from './executable.ts';
import { freePort } from './free-port.ts';

/** A WebKitGTK that is driven over HTTP (W3C WebDriver), and the screen it needs: it has no mode without one. */
const programs = {
  driver: { commands: ['WebKitWebDriver'], places: [], debianPackage: 'webkit2gtk-driver' },
  screen: { commands: ['Xvfb'], places: [], debianPackage: 'xvfb' },
} as const;

export interface WebKitPrograms {
  readonly driver: string;
  readonly screen: string;
}

/** Where they are, or were installed where that is possible. */
export function findWebKit(): WebKitPrograms | undefined {
  const driver = findProgram(programs.driver);
  const screen = driver && findProgram(programs.screen);
  return driver && screen ? { driver, screen } : undefined;
}

export class WebKit {
  readonly #session: string;
  readonly #processes: readonly ChildProcess[];

  private constructor(session: string, processes: readonly ChildProcess[]) {
    this.#session = session;
    this.#processes = processes;
  }

  static async start({ driver, screen }: WebKitPrograms): Promise<WebKit> {
    const x = spawn(screen, ['-displayfd', '1', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const port = await freePort();
    const env = { ...process.env, DISPLAY: `:${await firstLine(x)}`, NO_AT_BRIDGE: '1' };
    const web = spawn(driver, [`--port=${port}`], { stdio: 'ignore', env });
    const processes = [web, x];
    process.once('exit', () => processes.forEach((child) => child.kill()));
    const url = `http://127.0.0.1:${port}/session`;
    const { sessionId } = await patiently(() => send<{ sessionId: string }>(url, { capabilities: {} }));
    return new WebKit(`${url}/${sessionId}`, processes);
  }

  async goto(url: string): Promise<void> {
    await send(`${this.#session}/url`, { url });
  }

  /** Runs the body of a function in the page. */
  run<Result>(script: string, ...args: readonly unknown[]): Promise<Result> {
    return send<Result>(`${this.#session}/execute/sync`, { script, args });
  }

  /** Waits until the body of a function returns true, for at most ten seconds. */
  async until(script: string, ...args: readonly unknown[]): Promise<void> {
    const deadline = Date.now() + 10_000;
    while (!(await this.run<boolean>(script, ...args))) {
      if (Date.now() > deadline) throw new Error(`This did not come true: ${script}`);
    }
  }

  async close(): Promise<void> {
    await fetch(this.#session, { method: 'DELETE' });
    for (const child of this.#processes) {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    }
  }
}

async function send<Result>(url: string, body: object): Promise<Result> {
  const reply = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  const { value } = (await reply.json()) as { readonly value: Result & { readonly message?: string } };
  if (!reply.ok) throw new Error(value.message);
  return value;
}

/** The driver does not report that it listens. */
async function patiently<Result>(ask: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof TypeError) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** The pipe stays open: a screen that cannot write ends. */
async function firstLine({ stdout }: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  const signal = AbortSignal.timeout(10_000);
  let text = '';
  for (;;) {
    const [chunk] = (await once(stdout, 'data', { signal })) as [Buffer];
    text += chunk.toString();
    if (text.endsWith('\n')) return text.trim();
  }
}

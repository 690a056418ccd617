#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createMockServer, type LoggedCall } from '../app.ts';
import { toJsonLine, toTextLine } from './call-log.ts';
import { answerTo, type LogFormat, readCommand, usage } from './command-line.ts';
import { type ListenerOptions, listenWith } from './listener.ts';

export { fileStorage } from '../store/file.ts';
export { memoryStorage } from '../store/storage.ts';
export { type ListenerOptions, type Middleware, mockMiddleware } from './listener.ts';
export { readSeedFile } from './seed-file.ts';

export interface NodeOptions extends ListenerOptions {
  /** Default 0: the system chooses. */
  readonly port?: number;
  /** Default `localhost`: calls from this machine only. */
  readonly host?: string;
}

export interface RunningServer {
  readonly url: string;
  /** Answers the calls that are under way, then stops. */
  close(): Promise<void>;
}

/** Starts the server on a port of its own. @throws when the port is taken, or seed or storage cannot be read */
export async function startMockServer({ port = 0, host = 'localhost', ...options }: NodeOptions = {}) {
  const mock = createMockServer(options);
  await mock.open();
  const listen = listenWith(mock, { ...options, allowedHosts: options.allowedHosts ?? [] }, host);
  const server = createServer((incoming, outgoing) => void listen(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return { url: serverUrl(server, host), close: () => close(server) } satisfies RunningServer;
}

function serverUrl(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
    // A page that watches the calls keeps its connection open.
    setTimeout(() => server.closeAllConnections(), 500).unref();
  });
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const answer = answerTo(args);
  if (answer !== undefined) {
    console.log(answer);
    return;
  }
  const { log, ...options } = readCommand(args);
  const onCall = toReport(log);
  const { url, close: stop } = await startMockServer({
    ...options,
    ...(onCall && { onCall }),
    ownProcess: true,
  });
  const message = 'Mock server of SecureAuth Connect';
  console.log(log === 'json' ? JSON.stringify({ message, url }) : `${message}: ${url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

function toReport(log: LogFormat): ((call: LoggedCall) => void) | undefined {
  if (log === 'none') return undefined;
  const toLine = log === 'json' ? toJsonLine : toTextLine;
  return (call) => console.log(toLine(call));
}

function isMain(): boolean {
  const [, script] = process.argv;
  return script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url);
}

if (isMain()) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    if (error instanceof TypeError) console.error(usage);
    process.exitCode = 1;
  });
}

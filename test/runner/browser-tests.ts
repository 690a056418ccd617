import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { TestRunner } from '@web/test-runner';
import { browserConfig } from './browser-config.ts';
import { judgeSession } from './browser-outcome.ts';
import { printOutcome } from './print.ts';
import { nothing, sum, type Tally } from './tally.ts';

/** Runs the files in Chromium, each in a browser context and against a mock server of its own. */
export async function runBrowserTests(files: readonly string[]): Promise<Tally> {
  if (files.length === 0) return nothing;
  const started = performance.now();
  const tally = sum(await runSessions(new TestRunner(browserConfig(files, await freePort()))));
  printOutcome(`${files.length} files in Chromium`, tally, performance.now() - started);
  return tally;
}

async function runSessions(runner: TestRunner): Promise<readonly Tally[]> {
  const tallies: Tally[] = [];
  runner.sessions.on('session-status-updated', (session) => {
    if (session.status === 'FINISHED') tallies.push(judgeSession(session));
  });
  const stopped = new Promise((resolve) => {
    runner.on('stopped', resolve);
  });
  runner.on('finished', () => void runner.stop());
  await runner.start();
  await stopped;
  return tallies;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

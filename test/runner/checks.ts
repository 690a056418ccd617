import { spawn } from 'node:child_process';
import { print, printOutcome, indent } from './print.ts';
import { oneFailed, onePassed, type Tally } from './tally.ts';

export interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

export const checks: readonly Check[] = [
  { name: 'types and lint', command: ['oxlint', '.'] },
  { name: 'format', command: ['prettier', '--check', '--log-level=warn', '--cache', '.'] },
];

/** Runs a command with a yes-or-no result; its output is printed only for a no. */
export async function runCheck({ name, command }: Check): Promise<Tally> {
  const started = performance.now();
  const { code, output } = await run(command);
  const tally = code === 0 ? onePassed : oneFailed;
  printOutcome(name, tally, performance.now() - started);
  if (code !== 0) print(indent(output.trim()));
  return tally;
}

function run([program, ...args]: Check['command']): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(`node_modules/.bin/${program}`, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, output });
    });
  });
}

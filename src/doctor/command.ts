#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.ts';

function isMain(): boolean {
  const [, script] = process.argv;
  return script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url);
}

if (isMain()) {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  process.exitCode = await runCommand(process.argv.slice(2), {
    environment: process.env,
    readInput: () => text(process.stdin),
    write: (output) => process.stdout.write(output),
    ...(process.stdout.isTTY && { columns: process.stdout.columns, colors: !process.env['NO_COLOR'] }),
    showsProgress: process.stderr.isTTY,
    warn: (output) => process.stderr.write(output),
    signal: interrupt.signal,
  });
}

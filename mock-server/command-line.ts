import { parseArgs } from 'node:util';
import { fileStorage } from './store/file.ts';
import { memoryStorage, type Storage } from './store/storage.ts';

export interface Command {
  readonly port: number;
  readonly host: string;
  readonly storage: Storage;
}

export const usage = 'Usage: connect-passkeys-mock [--port N] [--host H] [--memory | --data FILE]';

/** Reads the command line. @throws {TypeError} for what it does not know */
export function readCommand(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4400' },
      host: { type: 'string', default: 'localhost' },
      memory: { type: 'boolean', default: false },
      data: { type: 'string' },
    },
  });
  if (values.memory && values.data !== undefined) throw new TypeError('Give --memory or --data, not both.');
  const storage = values.memory ? memoryStorage() : fileStorage(values.data ?? '.connect-passkeys/mock.json');
  return { port: portOf(values.port), host: values.host, storage };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new TypeError(`--port must be 0 to 65535, not "${text}".`);
  return port;
}

import { parseArgs } from 'node:util';
import { version } from '../../package.json';
import type { Layout } from '../app.ts';
import { fileStorage } from '../store/file.ts';
import { memoryStorage, type Storage } from '../store/storage.ts';

export interface Command {
  readonly port: number;
  readonly host: string;
  readonly storage: Storage;
  readonly layout: Layout;
  readonly allowedHosts: readonly string[];
  readonly origins: readonly string[];
}

export const usage =
  'Usage: connect-passkeys-mock [--port N] [--host H] [--memory | --data FILE]\n' +
  '         [--allow-host NAME]... [--origin ORIGIN]...\n' +
  '         [--layout standard|tenant-domain|workspace-domain:ID]\n' +
  '       connect-passkeys-mock --help | --version';

/** The text that the command prints instead of starting, or `undefined`. */
export function answerTo(args: readonly string[]): string | undefined {
  if (args.includes('--help') || args.includes('-h')) return usage;
  return args.includes('--version') ? version : undefined;
}

/** Reads the command line. @throws {TypeError} for an unknown option or a wrong value */
export function readCommand(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4400' },
      host: { type: 'string', default: 'localhost' },
      memory: { type: 'boolean', default: false },
      data: { type: 'string' },
      'allow-host': { type: 'string', multiple: true, default: [] },
      origin: { type: 'string', multiple: true, default: [] },
      layout: { type: 'string', default: 'standard' },
    },
  });
  if (values.memory && values.data !== undefined) throw new TypeError('Give --memory or --data, not both.');
  const storage = values.memory ? memoryStorage() : fileStorage(values.data ?? '.connect-passkeys/mock.json');
  return {
    port: parsePort(values.port),
    host: values.host,
    storage,
    layout: parseLayout(values.layout),
    allowedHosts: values['allow-host'].map(toHostName),
    origins: values.origin.map(toOrigin),
  };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new TypeError(`--port must be 0 to 65535, not "${text}".`);
  return port;
}

function toHostName(text: string): string {
  if (/^\.?[\w-]+(?:\.[\w-]+)*$/.test(text)) return text;
  throw new TypeError(`--allow-host must be a name without scheme and port, not "${text}".`);
}

function toOrigin(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text)
    return text;
  throw new TypeError(`--origin must be scheme, host and port, such as https://app.example, not "${text}".`);
}

function parseLayout(text: string): Layout {
  if (/^(?:standard|tenant-domain|workspace-domain:[\w-]+)$/.test(text)) return text as Layout;
  throw new TypeError(
    `--layout must be standard, tenant-domain or workspace-domain:ID of a workspace, not "${text}".`,
  );
}

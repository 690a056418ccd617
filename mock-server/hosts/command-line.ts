import { parseArgs } from 'node:util';
import { version } from '../../package.json';
import type { Layout, Seed } from '../app.ts';
import { fileStorage } from '../store/file.ts';
import { memoryStorage, type Storage } from '../store/storage.ts';
import { readSeedFile } from './seed-file.ts';

/** How the command reports calls: as lines for people or programs, or not at all. */
export type LogFormat = 'none' | 'text' | 'json';

export interface Command {
  readonly port: number;
  readonly host: string;
  readonly storage: Storage;
  readonly seed?: Seed;
  readonly layout: Layout;
  readonly allowedHosts: readonly string[];
  readonly origins: readonly string[];
  readonly publicUrl?: string;
  readonly trustProxy: boolean;
  readonly signInPage?: string;
  readonly log: LogFormat;
}

/** Every option with its value and effect: `--help` prints them, docs/mock-server.md lists the same. */
const optionTexts: readonly (readonly [option: string, effect: string])[] = [
  ['--port N', 'Port; 0 lets the system choose. Default: 4400'],
  ['--host H', 'Name or address to listen at. Default: localhost, for this machine only'],
  ['--memory', 'Forget everything when it stops'],
  ['--data FILE', 'Keep everything in that file. Default: .connect-passkeys/mock.json'],
  ['--seed FILE', 'Start with the people, workspaces, pools and clients of a JSON or YAML file'],
  ['--origin ORIGIN', 'Pages of that origin may call and use passkeys; may be given several times'],
  ['--allow-host NAME', 'Answer under that name, too; may be given several times'],
  ['--public-url URL', 'URL by which people reach it through a proxy'],
  ['--trust-proxy', 'Read X-Forwarded-* of proxies on other machines, too'],
  ['--login-page URL', 'Lead people to a sign-in page of your own: a URL, or a path beside the server'],
  ['--layout L', 'URLs: standard, tenant-domain or workspace-domain:ID. Default: standard'],
  ['--log FORMAT', 'Print each call: none, text or json. Default: none'],
  ['--help', 'Print this'],
  ['--version', 'Print the version'],
];

const width = Math.max(...optionTexts.map(([option]) => option.length));

export const usage = [
  'Usage: connect-passkeys-mock [--port N] [options]',
  '',
  ...optionTexts.map(([option, effect]) => `  ${option.padEnd(width)}  ${effect}`),
].join('\n');

/** The text that the command prints instead of starting, or `undefined`. */
export function answerTo(args: readonly string[]): string | undefined {
  if (args.includes('--help') || args.includes('-h')) return usage;
  return args.includes('--version') ? version : undefined;
}

const options = {
  port: { type: 'string', default: '4400' },
  host: { type: 'string', default: 'localhost' },
  memory: { type: 'boolean', default: false },
  data: { type: 'string' },
  seed: { type: 'string' },
  'allow-host': { type: 'string', multiple: true, default: [] as string[] },
  origin: { type: 'string', multiple: true, default: [] as string[] },
  'public-url': { type: 'string' },
  'trust-proxy': { type: 'boolean', default: false },
  'login-page': { type: 'string' },
  layout: { type: 'string', default: 'standard' },
  log: { type: 'string', default: 'none' },
} as const;

/** Reads the command line. @throws {TypeError} for an unknown option or a wrong value */
export function readCommand(args: readonly string[]): Command {
  const { values } = parseArgs({ args: [...args], options });
  const { 'public-url': publicUrl, 'login-page': signInPage } = values;
  return {
    port: parsePort(values.port),
    host: values.host,
    storage: chooseStorage(values),
    layout: parseLayout(values.layout),
    allowedHosts: values['allow-host'].map(toHostName),
    origins: values.origin.map(toOrigin),
    trustProxy: values['trust-proxy'],
    log: parseLog(values.log),
    ...(values.seed !== undefined && { seed: readSeedFile(values.seed) }),
    ...(publicUrl !== undefined && { publicUrl: toPublicUrl(publicUrl) }),
    ...(signInPage !== undefined && { signInPage: toPage(signInPage) }),
  };
}

interface StorageOptions {
  readonly memory: boolean;
  readonly data?: string | undefined;
  readonly seed?: string | undefined;
}

/** With a seed it begins with the seed each time, unless a file is named: the usual file may hold another world. */
function chooseStorage({ memory, data, seed }: StorageOptions): Storage {
  if (memory && data !== undefined) throw new TypeError('Give --memory or --data, not both.');
  const inMemory = memory || (data === undefined && seed !== undefined);
  return inMemory ? memoryStorage() : fileStorage(data ?? '.connect-passkeys/mock.json');
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

function isHttp(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function toOrigin(text: string): string {
  if (isHttp(text) && new URL(text).origin === text) return text;
  throw new TypeError(`--origin must be scheme, host and port, such as https://app.example, not "${text}".`);
}

function toPublicUrl(text: string): string {
  if (isHttp(text) && new URL(text).pathname === '/') return text;
  throw new TypeError(
    `--public-url must be a URL without path, such as https://login.example, not "${text}".`,
  );
}

function toPage(text: string): string {
  if (text.startsWith('/') || isHttp(text)) return text;
  throw new TypeError(`--login-page must be a URL, or a path that begins with a slash, not "${text}".`);
}

function parseLog(text: string): LogFormat {
  if (text === 'none' || text === 'text' || text === 'json') return text;
  throw new TypeError(`--log must be none, text or json, not "${text}".`);
}

function parseLayout(text: string): Layout {
  if (/^(?:standard|tenant-domain|workspace-domain:[\w-]+)$/.test(text)) return text as Layout;
  throw new TypeError(
    `--layout must be standard, tenant-domain or workspace-domain:ID of a workspace, not "${text}".`,
  );
}

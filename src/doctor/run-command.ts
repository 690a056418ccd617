import { readFile, writeFile } from 'node:fs/promises';
import { version } from '../../package.json';
import { isPasskeyError, type PasskeyErrorCode } from '../errors.ts';
import {
  readCommand,
  secretVariable,
  tokenVariable,
  UsageError,
  usage,
  type Command,
} from './command-line.ts';
import { examineTenant } from './examine-tenant.ts';
import { printReport } from './print-report.ts';
import type { Client, DoctorOptions, Report } from './types.ts';

/** The process as far as the command needs it. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly readInput: () => Promise<string>;
  /** Standard output: the report. */
  readonly write: (text: string) => void;
  /** Standard error: progress and failures. */
  readonly warn: (text: string) => void;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof globalThis.fetch;
  /** Of the standard output, where it is a terminal. */
  readonly columns?: number;
  readonly colors?: boolean;
  /** The standard error is a terminal: progress stays on one line of it. */
  readonly showsProgress?: boolean;
}

/** Runs the command. @returns the exit code; nothing is thrown */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const asked = args.length === 0 || args.includes('--help') || args.includes('-h');
  if (asked || args.includes('--version')) {
    terminal.write(`${asked ? usage : version}\n`);
    return args.length === 0 ? 2 : 0;
  }
  try {
    const command = readCommand(args);
    const report = await examine(command, terminal);
    await writeReport(report, command, terminal);
    return report.counts.differs > 0 ? 1 : 0;
  } catch (error) {
    return explain(error, terminal, args.includes('--json'));
  }
}

/** Ends the line of progress, whatever comes of the examination. */
async function examine(command: Command, terminal: Terminal): Promise<Report> {
  const options = await toOptions(command, terminal);
  try {
    return await examineTenant(options);
  } finally {
    if (terminal.showsProgress === true && !command.quiet) terminal.warn(eraseLine);
  }
}

const eraseLine = '\r\u001b[K';

async function toOptions(command: Command, terminal: Terminal): Promise<DoctorOptions> {
  const { environment, fetch, signal } = terminal;
  const token = await readSecret('--token', command.tokenFile, environment[tokenVariable], terminal);
  const client = await readClient(command, terminal);
  return {
    ...command.options,
    ...(token !== undefined && { accessToken: token }),
    ...(client && { client }),
    ...(fetch && { fetch }),
    ...(signal && { signal }),
    ...(!command.quiet && { onProgress: toProgress(terminal) }),
  };
}

function toProgress({ warn, showsProgress }: Terminal): (name: string) => void {
  let count = 0;
  return (name) => {
    count += 1;
    warn(showsProgress === true ? `${eraseLine}${count} asking ${name}` : `asking ${name}\n`);
  };
}

async function readClient(command: Command, terminal: Terminal): Promise<Client | undefined> {
  if (command.clientId === undefined) return undefined;
  const given = terminal.environment[secretVariable];
  const secret = await readSecret('--client-secret', command.secretFile, given, terminal);
  if (secret !== undefined) return { id: command.clientId, secret };
  throw new UsageError(`--client needs --client-secret FILE, or ${secretVariable}.`);
}

/** The error leaves out the name of the file: who types the token itself there finds it in no log. */
async function readSecret(
  option: string,
  file: string | undefined,
  variable: string | undefined,
  { readInput }: Terminal,
): Promise<string | undefined> {
  if (file === undefined) return variable?.trim() === '' ? undefined : variable?.trim();
  let text: string;
  try {
    text = file === '-' ? await readInput() : await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`${option} names a file to read, or - for the standard input; it cannot be read.`);
  }
  if (text.trim() !== '') return text.trim();
  throw new UsageError(`${option} names a file, or the standard input, that is empty.`);
}

async function writeReport(
  report: Report,
  { json, save }: Command,
  { write, columns: width = 100, colors = false }: Terminal,
): Promise<void> {
  const { shapes, ...rest } = report;
  write(json ? `${JSON.stringify(rest, null, 2)}\n` : printReport(report, { colors, width }));
  if (save === undefined) return;
  try {
    await writeFile(save, `${JSON.stringify(shapes, null, 2)}\n`);
  } catch {
    throw new UsageError('--save names a file that cannot be written.');
  }
}

const exitCodes: Partial<Record<PasskeyErrorCode, number>> = { configuration: 2, unauthorized: 4 };

function explain(error: unknown, { write, warn }: Terminal, json: boolean): number {
  const isUse = error instanceof UsageError;
  const message = isUse || isPasskeyError(error) ? error.message : 'The doctor made a mistake.';
  const exit = isUse ? 2 : isPasskeyError(error) ? (exitCodes[error.code] ?? 3) : 3;
  if (json) write(`${JSON.stringify({ error: message, exit })}\n`);
  warn(`${message}\n${isUse ? 'See connect-passkeys --help.\n' : ''}`);
  return exit;
}

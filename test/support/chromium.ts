import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** What a Chromium without a screen needs to run tests, also as root and without a network. */
export const chromiumFlags: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Path of a Chromium or Chrome: `CHROME_PATH`, or where systems keep it, or installed by apt where this
 * process may do that (Debian and its kin, as root).
 *
 * @throws Error that says how to get one.
 */
export function findChromium(): string {
  return (
    process.env['CHROME_PATH'] ??
    installed() ??
    (installWithApt('chromium') ? installed() : undefined) ??
    fail('No Chromium found: install Chromium or Google Chrome, or set CHROME_PATH to its executable.')
  );
}

/** Installs a Debian package; `false` where that is not possible. */
export function installWithApt(name: string): boolean {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return false;
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return [['update'], ['install', '-y', '--no-install-recommends', name]].every(
    (args) => spawnSync('apt-get', args, { stdio: 'ignore', env: environment }).status === 0,
  );
}

/** Full path of the first of these commands that is on the PATH. */
export function findCommand(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function installed(): string | undefined {
  return findCommand(commands) ?? applications.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fail(message: string): never {
  throw new Error(message);
}

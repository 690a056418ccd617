import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, watch, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './executable.ts';
import { Marionette } from './marionette.ts';

const firefox = {
  commands: ['firefox-esr', 'firefox'],
  places: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
  debianPackage: 'firefox-esr',
};

/** Virtual authenticators instead of USB, a port that the system chooses, and no calls home. */
const preferences = {
  'security.webauth.webauthn_enable_softtoken': true,
  'security.webauth.webauthn_enable_usbtoken': false,
  'marionette.port': 0,
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

const flags = ['--headless', '--marionette', '--no-remote'];

/** The file of a profile in which Firefox writes the port it chose. */
const portFile = 'MarionetteActivePort';

/** Path of a Firefox: `FIREFOX_PATH`, or where systems keep it, or installed where that is possible. */
export function findFirefox(): string | undefined {
  return process.env['FIREFOX_PATH'] ?? findProgram(firefox);
}

/** A Firefox without a screen and with an empty profile, driven over Marionette. */
export class Firefox {
  readonly marionette: Marionette;
  readonly #process: ChildProcess;
  readonly #profile: string;

  private constructor(marionette: Marionette, child: ChildProcess, profile: string) {
    this.marionette = marionette;
    this.#process = child;
    this.#profile = profile;
  }

  static async start(executable: string): Promise<Firefox> {
    const profile = await mkdtemp(join(tmpdir(), 'connect-passkeys-firefox-'));
    await writeFile(join(profile, 'user.js'), preferenceFile());
    const port = appearanceOf(profile, portFile);
    const child = spawn(executable, [...flags, '--profile', profile], { stdio: 'ignore' });
    process.once('exit', () => child.kill());
    const marionette = await Marionette.connect(Number(await port));
    await marionette.send('WebDriver:NewSession', {
      capabilities: { alwaysMatch: { pageLoadStrategy: 'none' } },
    });
    return new Firefox(marionette, child, profile);
  }

  async close(): Promise<void> {
    const exited = once(this.#process, 'exit');
    await this.marionette.send('Marionette:Quit', { flags: ['eForceQuit'] });
    await exited;
    this.marionette.close();
    await rm(this.#profile, { recursive: true, force: true });
  }
}

function preferenceFile(): string {
  const entries = Object.entries(preferences);
  return entries.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${value});`).join('\n');
}

/** Waits at most half a minute for a file with something in it. */
async function appearanceOf(folder: string, name: string): Promise<string> {
  for await (const { filename } of watch(folder, { signal: AbortSignal.timeout(30_000) })) {
    const text = filename === name ? await readFile(join(folder, name), 'utf8').catch(() => '') : '';
    if (text) return text;
  }
  throw new Error(`${name} did not appear in ${folder}.`);
}

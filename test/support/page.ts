import { executeServerCommand } from '@web/test-runner-commands';
import type { PageCommands } from '../runner/page-commands.ts';
import type { CredentialEvent } from '../runner/browser-page.ts';

export { sendKeys, setViewport } from '@web/test-runner-commands';
export type { CredentialEvent };

/** Sends a command of the Chrome DevTools Protocol to this page. */
export function cdp<Result>(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<Result> {
  return command('page-cdp', { method, params });
}

/** The person touches the page: gives it the transient activation that some calls ask for. */
export async function touchPage(): Promise<void> {
  await cdp('Runtime.evaluate', { expression: 'undefined', userGesture: true });
}

/**
 * Console errors and uncaught exceptions since the last call. One that is left when the file ends fails it, so a test
 * that provokes an error takes it.
 */
export function takePageErrors(): Promise<readonly string[]> {
  return command('page-errors', undefined);
}

export function credentialEvents(from: number, timeLimit: number): Promise<readonly CredentialEvent[]> {
  return command('page-credential-events', { from, timeLimit });
}

/** Writes `screenshots/<name>.png` and returns its path. */
export function screenshot(name: string): Promise<string> {
  return command('page-screenshot', { name });
}

export type MediaFeatures = Readonly<{
  'prefers-color-scheme'?: 'light' | 'dark';
  'prefers-reduced-motion'?: 'reduce' | 'no-preference';
  'forced-colors'?: 'active' | 'none';
}>;

/** Replaces the media features that were emulated before; no argument ends the emulation. */
export async function emulateMedia(features: MediaFeatures = {}): Promise<void> {
  const list = Object.entries(features).map(([name, value]) => ({ name, value }));
  await cdp('Emulation.setEmulatedMedia', { features: list });
}

function command<Name extends keyof PageCommands, Result>(
  name: Name,
  payload: PageCommands[Name],
): Promise<Result> {
  return executeServerCommand<Result, PageCommands[Name]>(name, payload);
}

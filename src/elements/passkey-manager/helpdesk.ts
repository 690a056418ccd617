/** Passkeys of a user as a helpdesk manages them. Loaded for helpdesks only. */
import { enrollWithCode } from '../../helpdesk/register.ts';
import { systemDirectory } from '../../helpdesk/directory.ts';
import type { SystemClient } from '../../helpdesk/system-client.ts';
import type { CodeRegistration, PasskeySource } from './data-source.ts';
import type { ManagerSettings } from './properties.ts';

/** @returns `undefined` while the settings are incomplete */
export function createHelpdeskSource(settings: ManagerSettings): PasskeySource | undefined {
  const { system, userId, mode, capacity } = settings;
  if (!system || !userId) return undefined;
  const directory = systemDirectory(system, userId, {
    ...(mode != null && { mode }),
    ...(capacity != null && { capacity }),
  });
  return {
    directory,
    enroll: (options) => directory.enroll(options),
    prepare: () => undefined,
    signalsRemovals: () => Promise.resolve(false),
    ...(mode !== 'smart' && { codes: createCodeRegistration(system, userId) }),
  };
}

/** The API has codes for Classic mode only. */
function createCodeRegistration(system: SystemClient, userId: string): CodeRegistration {
  return {
    send: (address, signal) => system.requestCode({ address, userID: userId }, { signal, codeType: 'code' }),
    use: (code, options) => enrollWithCode(system, userId, code, options),
  };
}

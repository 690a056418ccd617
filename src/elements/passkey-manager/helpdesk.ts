/** A user's passkeys as a helpdesk sees them. Loaded for helpdesks only. */
import { enrollWithCode } from '../../helpdesk/code-registration.ts';
import { systemDirectory } from '../../helpdesk/directory.ts';
import type { SystemClient } from '../../helpdesk/system-client.ts';
import type { PasskeySource, RemoteEnrolment } from './data-source.ts';
import * as view from './code-registration-view.ts';
import type { ManagerSettings } from './properties.ts';

/** Nothing while the settings are not complete. */
export function helpdeskPasskeys(settings: ManagerSettings): PasskeySource | undefined {
  const { system, userId, mode, capacity } = settings;
  if (!system || !userId) return undefined;
  const directory = systemDirectory(system, userId, {
    ...(mode != null && { mode }),
    ...(capacity != null && { capacity }),
  });
  return {
    directory,
    enroll: (signal) => directory.enroll({ signal }),
    prepare: () => undefined,
    tellsProviders: () => Promise.resolve(false),
    ...(mode !== 'smart' && { remote: remote(system, userId) }),
  };
}

/** The API has codes for Classic only. */
function remote(system: SystemClient, userId: string): RemoteEnrolment {
  return {
    sendCode: (address, signal) =>
      system.requestCode({ address, userID: userId }, { signal, codeType: 'code' }),
    useCode: (code, signal) => enrollWithCode(system, userId, code, { signal }),
    view,
  };
}

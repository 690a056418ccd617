import type { Desk } from './desk.ts';
import type { ManagerSettings } from './settings.ts';

/** A user's passkeys as a helpdesk sees them; nothing while the settings are not complete. */
export function helpdesk(_settings: ManagerSettings): Desk | undefined {
  return undefined;
}

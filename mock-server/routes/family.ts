import type { PasskeyMechanism } from '../store/state.ts';
import { type Call, pathPart } from './context.ts';

/** Path parameter that takes both families and nothing else. */
export const familyPattern = ':family{webauthn|usernameless-webauthn}';

export function readFamily(call: Call): PasskeyMechanism {
  return pathPart(call, 'family') === 'webauthn' ? 'webauthn' : 'usernameless_webauthn';
}

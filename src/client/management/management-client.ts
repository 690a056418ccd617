import { createClient } from '../client.ts';
import type { ClientContext } from '../context.ts';
import type { Passkeys } from '../types.ts';
import * as management from './management-api.ts';

/** A client whose management is ready and whose sign-in is loaded for a step-up. */
export function createManagementClient(context: ClientContext): Passkeys {
  return createClient(context, {
    signIn: () => import('../sign-in/sign-in-api.ts'),
    management: () => Promise.resolve(management),
  });
}

import { isPasskeyError, type PasskeyError } from '../errors.ts';
import type { Http } from '../api/http-client.ts';
import { workspaceOf } from '../api/issuer.ts';
import { isPatched } from '../webauthn/prompt.ts';
import { within } from '../async/clock.ts';
import type { Kit } from './context.ts';
import { kindOfHost, policyAllows } from '../webauthn/environment.ts';
import type { DetectedMode, Diagnosis } from './types.ts';
import { problemsOf } from './problems.ts';
import { relationOf } from '../webauthn/rp-id.ts';
import { signInContext } from './options.ts';
import { signInKit } from './sign-in/context.ts';

/** Milliseconds for each question to the network. */
const patience = 5_000;

/**
 * Looks at everything that passkeys depend on and that people get wrong. For developers: it costs some requests
 * and prompts nobody. Never rejects.
 *
 * @param mode finds out the mode as the client does
 */
export async function diagnose(kit: Kit, http: Http, mode: () => Promise<DetectedMode>): Promise<Diagnosis> {
  const asked = await attempt(kit, mode());
  const name = location.hostname;
  const id = await rpIdOf(kit, http, asked.value);
  const seen = {
    secureContext: isSecureContext,
    host: { name, kind: kindOfHost(name) },
    rpId: { id, relation: await answer(kit, relationOf(id, location), 'unknown' as const) },
    permissionsPolicy: { get: policyAllows('get'), create: policyAllows('create') },
    patchedCredentials: isPatched(),
    support: await kit.support(),
    clockDifference: http.clockDifference() ?? 'unknown',
    cors: await corsOf(kit, asked.error),
    mode: asked.value ?? 'unknown',
  } as const;
  return { ...seen, problems: problemsOf(seen, asked.error) };
}

interface Asked<T> {
  readonly value?: T;
  readonly error?: PasskeyError;
}

async function attempt<T>(kit: Kit, promise: Promise<T>): Promise<Asked<T>> {
  try {
    const value = await within(kit.clock, patience, promise, undefined);
    return value === undefined ? {} : { value };
  } catch (error) {
    return isPasskeyError(error) ? { error } : {};
  }
}

async function answer<T, U>(kit: Kit, promise: Promise<T>, otherwise: U): Promise<T | U> {
  return (await attempt(kit, promise)).value ?? otherwise;
}

/** As configured, else as a Smart begin tells it; no other reply to somebody who is signed out holds it. */
async function rpIdOf(kit: Kit, http: Http, mode: DetectedMode | undefined): Promise<string> {
  const { settings } = kit;
  if (settings.rpId) return settings.rpId;
  if (mode !== 'smart' || !settings.poolId) return 'unknown';
  const begin = async (): Promise<string> => {
    const context = signInContext(settings);
    const body = settings.onBegin?.(context, { ceremony: 'sign-in', mode }) ?? context;
    return (
      (await signInKit(kit, http).signIn().loginBegin('usernameless-webauthn', body)).publicKey.rpId ??
      'unknown'
    );
  };
  return answer(kit, begin(), 'unknown');
}

/** A server that answered lets this page read it; one that can only be reached unread does not allow it. */
async function corsOf(kit: Kit, error: PasskeyError | undefined): Promise<Diagnosis['cors']> {
  const { issuer } = workspaceOf(kit.settings);
  if (new URL(issuer).origin === location.origin) return 'same-origin';
  const metadata = `${issuer}/.well-known/openid-configuration`;
  if (error?.status !== undefined) return 'allowed';
  if (error?.code !== 'server_error') return (await reaches(kit, metadata, 'cors')) ? 'allowed' : 'unknown';
  return (await reaches(kit, metadata, 'no-cors')) ? 'refused' : 'unknown';
}

async function reaches(kit: Kit, url: string, mode: RequestMode): Promise<boolean> {
  const fetch = kit.settings.fetch ?? globalThis.fetch;
  return (await answer(kit, fetch(url, { mode, cache: 'no-store' }), undefined)) !== undefined;
}

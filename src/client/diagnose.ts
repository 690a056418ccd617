import { isPasskeyError, type PasskeyError } from '../errors.ts';
import type { HttpClient } from '../api/http-client.ts';
import { parseIssuer } from '../api/issuer.ts';
import { isPatched } from '../webauthn/prompt.ts';
import { withTimeout } from '../async/clock.ts';
import type { ClientContext } from './context.ts';
import { hostKind, policyAllows } from '../webauthn/environment.ts';
import type { DetectedMode, Diagnosis } from './types.ts';
import { listProblems } from './problems.ts';
import { relateRpId } from '../webauthn/rp-id.ts';
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
export async function diagnose(
  context: ClientContext,
  http: HttpClient,
  mode: () => Promise<DetectedMode>,
): Promise<Diagnosis> {
  const asked = await attempt(context, mode());
  const name = location.hostname;
  const id = await readRpId(context, http, asked.value);
  const seen = {
    secureContext: isSecureContext,
    host: { name, kind: hostKind(name) },
    rpId: { id, relation: await answer(context, relateRpId(id, location), 'unknown' as const) },
    permissionsPolicy: { get: policyAllows('get'), create: policyAllows('create') },
    patchedCredentials: isPatched(),
    support: await context.support(),
    clockDifference: http.clockDifference() ?? 'unknown',
    cors: await readCors(context, asked.error),
    mode: asked.value ?? 'unknown',
  } as const;
  return { ...seen, problems: listProblems(seen, asked.error) };
}

interface Asked<T> {
  readonly value?: T;
  readonly error?: PasskeyError;
}

async function attempt<T>(context: ClientContext, promise: Promise<T>): Promise<Asked<T>> {
  try {
    const value = await withTimeout(context.clock, patience, promise, undefined);
    return value === undefined ? {} : { value };
  } catch (error) {
    return isPasskeyError(error) ? { error } : {};
  }
}

async function answer<T, U>(context: ClientContext, promise: Promise<T>, otherwise: U): Promise<T | U> {
  return (await attempt(context, promise)).value ?? otherwise;
}

/** As configured, else as a Smart begin tells it; no other reply to somebody who is signed out holds it. */
async function readRpId(
  context: ClientContext,
  http: HttpClient,
  mode: DetectedMode | undefined,
): Promise<string> {
  const { settings } = context;
  if (settings.rpId) return settings.rpId;
  if (mode !== 'smart' || !settings.poolId) return 'unknown';
  const begin = async (): Promise<string> => {
    const parameters = signInContext(settings);
    const body = settings.onBegin?.(parameters, { ceremony: 'sign-in', mode }) ?? parameters;
    return (
      (await signInKit(context, http).signIn().loginBegin('usernameless-webauthn', body)).publicKey.rpId ??
      'unknown'
    );
  };
  return answer(context, begin(), 'unknown');
}

/** A server that answered lets this page read it; one that can only be reached unread does not allow it. */
async function readCors(context: ClientContext, error: PasskeyError | undefined): Promise<Diagnosis['cors']> {
  const { issuer } = parseIssuer(context.settings);
  if (new URL(issuer).origin === location.origin) return 'same-origin';
  const metadata = `${issuer}/.well-known/openid-configuration`;
  if (error?.status !== undefined) return 'allowed';
  if (error?.code !== 'server_error')
    return (await reaches(context, metadata, 'cors')) ? 'allowed' : 'unknown';
  return (await reaches(context, metadata, 'no-cors')) ? 'refused' : 'unknown';
}

async function reaches(context: ClientContext, url: string, mode: RequestMode): Promise<boolean> {
  const fetch = context.settings.fetch ?? globalThis.fetch;
  return (await answer(context, fetch(url, { mode, cache: 'no-store' }), undefined)) !== undefined;
}

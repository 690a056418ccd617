import { isPasskeyError, PasskeyError } from '../errors.ts';
import { parseIssuer } from '../api/urls.ts';
import { isPatched } from '../webauthn/prompt.ts';
import { withTimeout } from '../async.ts';
import type { ClientContext } from './context.ts';
import { hostKind, policyAllows } from '../webauthn/environment.ts';
import type { DetectedMode, Diagnosis } from './types.ts';
import { relateRpId } from '../webauthn/rp-id.ts';
import { signInContext } from './sign-in/options.ts';
import { signInCalls } from './sign-in/options.ts';

/** Milliseconds for each request. */
const requestLimitMs = 5_000;

/**
 * Checks everything that passkeys depend on and that is often wrong. For developers: it makes some requests and never
 * prompts. Never rejects on a page.
 *
 * @param mode detects the mode as the client does
 * @throws PasskeyError `unsupported` where there is no page, as on a server
 */
export async function diagnose(
  context: ClientContext,
  mode: () => Promise<DetectedMode>,
): Promise<Diagnosis> {
  if (typeof document === 'undefined')
    throw new PasskeyError('unsupported', 'A diagnosis is one of a page in a browser: there is none here.');
  const asked = await attempt(context, mode());
  const name = location.hostname;
  const id = await readRpId(context, asked.value);
  const seen = {
    secureContext: isSecureContext,
    host: { name, kind: hostKind(name) },
    rpId: { id, relation: await answer(context, relateRpId(id, location), 'unknown' as const) },
    permissionsPolicy: { get: policyAllows('get'), create: policyAllows('create') },
    patchedCredentials: isPatched(),
    support: await context.support(),
    clockDifference: context.http.clockDifference() ?? 'unknown',
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
    const value = await withTimeout(context.clock, requestLimitMs, promise, undefined);
    return value === undefined ? {} : { value };
  } catch (error) {
    return isPasskeyError(error) ? { error } : {};
  }
}

async function answer<T, U>(context: ClientContext, promise: Promise<T>, otherwise: U): Promise<T | U> {
  return (await attempt(context, promise)).value ?? otherwise;
}

/** As configured, else by a Smart begin: no other reply without a token holds it. */
async function readRpId(context: ClientContext, mode: DetectedMode | undefined): Promise<string> {
  const { settings } = context;
  if (settings.rpId) return settings.rpId;
  if (mode !== 'smart' || !settings.poolId) return 'unknown';
  const begin = async (): Promise<string> => {
    const parameters = signInContext(settings);
    const body = settings.onBegin(parameters, { ceremony: 'sign-in', mode });
    const { publicKey } = await signInCalls(context).loginBegin('usernameless-webauthn', body);
    return publicKey.rpId ?? 'unknown';
  };
  return answer(context, begin(), 'unknown');
}

/** `refused` if the server can be reached and its reply cannot be read. */
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

type Seen = Omit<Diagnosis, 'problems'>;

/** Seconds that clocks may differ before one-time codes and tokens fail. */
const tolerableDifference = 60;

/** Human-readable problems, most fundamental first. */
export function listProblems(seen: Seen, error: PasskeyError | undefined): readonly string[] {
  return [...pageProblems(seen), ...serverProblems(seen, error)];
}

function* pageProblems({ secureContext, host, rpId, permissionsPolicy, support, patchedCredentials }: Seen) {
  if (!secureContext) yield 'The page is not secure: serve it over https, or from localhost.';
  if (host.kind === 'ip-address')
    yield `The host ${host.name} is an IP address: passkeys need a domain or localhost.`;
  if (secureContext && !support.webauthn) yield 'This browser has no Web Authentication.';
  for (const call of ['get', 'create'] as const) {
    if (permissionsPolicy[call] !== false) continue;
    yield `The permissions policy forbids publickey-credentials-${call}; in a frame, its allow attribute has to name it.`;
  }
  if (rpId.relation === 'foreign') {
    yield `The RP ID ${rpId.id} is neither this host, nor a parent domain of it, nor does its /.well-known/webauthn name this origin.`;
  }
  if (rpId.relation === 'unknown' && rpId.id !== 'unknown') {
    yield `The RP ID ${rpId.id} is neither this host nor a parent domain of it: it does not work here, unless its /.well-known/webauthn names this origin, which this page may not read.`;
  }
  if (patchedCredentials) yield 'navigator.credentials was replaced by a script, e.g. of a password manager.';
}

function* serverProblems({ cors, mode, clockDifference }: Seen, error: PasskeyError | undefined) {
  if (cors === 'refused') yield `The server is there, but its CORS does not allow this origin.`;
  if (error) yield `The mode could not be found out (${error.code}): ${error.message}`;
  if (mode === 'unavailable') yield 'The workspace allows neither Smart nor Classic passkeys.';
  if (typeof clockDifference === 'number' && Math.abs(clockDifference) > tolerableDifference * 1000) {
    yield `The clocks of this device and the server differ by ${Math.round(Math.abs(clockDifference) / 1000)} seconds.`;
  }
}

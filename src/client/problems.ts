import type { PasskeyError } from '../errors.ts';
import type { Diagnosis } from './types.ts';

type Seen = Omit<Diagnosis, 'problems'>;

/** Seconds that clocks may differ before one-time codes and tokens fail. */
const tolerableDifference = 60;

/** What to mend, most basic first; in plain words for developers. */
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

import { configurationError, httpUrl, parseIssuer, signInEndpoints } from '../api/urls.ts';
import { PasskeyError } from '../errors.ts';
import { describeAnswer, type Answer } from './ask.ts';
import { toObject } from './evidence.ts';
import { secondsAt, type TokenContent } from './token-content.ts';
import type { DoctorOptions } from './types.ts';

/** @throws PasskeyError `configuration`, without the value of any option */
export function checkOptions(options: DoctorOptions): void {
  parseIssuer(options);
  if (options.issuer.includes('/.well-known/')) {
    throw configurationError(
      'issuer is the address before /.well-known/, such as https://host/tenant/workspace.',
    );
  }
  if (options.poolId !== undefined) signInEndpoints(options);
  const { accessToken, client, origin } = options;
  if (accessToken !== undefined && !/^[\w.~+/=-]+$/.test(accessToken)) {
    throw configurationError('The access token is empty, or holds characters that no bearer token has.');
  }
  if (client && (client.id === '' || client.secret === '')) {
    throw configurationError('The client needs an ID and a secret.');
  }
  if (options.enrol === true && accessToken === undefined) {
    throw configurationError('Enrolling needs the access token of a test user.');
  }
  if (options.app && !URL.canParse(options.app.redirectUri)) {
    throw configurationError('The redirect URI of the app is no URL.');
  }
  if (client && options.poolId === undefined) throw configurationError('With a client give poolId too.');
  if (origin !== undefined && httpUrl(origin)?.origin !== origin) {
    throw configurationError('origin is not scheme, host and port, such as https://app.example.');
  }
  const addresses = [options.issuer, options.tokenEndpoint, ...Object.values(options.endpoints ?? {})];
  const hasSecret = accessToken !== undefined || client !== undefined;
  if (hasSecret && !addresses.every((address) => address === undefined || isPrivate(address))) {
    throw configurationError('A token is sent by https only, or by http to this machine.');
  }
}

function isPrivate(address: string): boolean {
  const url = httpUrl(address);
  if (!url) throw configurationError('An endpoint is not an absolute http(s) URL.');
  return url.protocol === 'https:' || /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
}

/** @throws PasskeyError `unauthorized` for a token that has ended, before anything is asked */
export function requireFresh(token: TokenContent | undefined, now: number): void {
  const ends = secondsAt(token, 'exp');
  if (ends === undefined || ends * 1000 > now) return;
  const minutes = Math.ceil((now / 1000 - ends) / 60);
  throw new PasskeyError(
    'unauthorized',
    `The access token expired ${minutes} min ago: get a new one and start again. Nothing was asked.`,
  );
}

/** @throws PasskeyError `bad_response` unless the answer is the metadata of an authorization server */
export function requireConnect(answer: Answer, issuer: string): void {
  const hint = 'The issuer is that of a workspace, such as https://host/tenant/workspace.';
  if (answer.status === 0) {
    throw new PasskeyError('server_error', `${issuer} ${describeSilence(answer)}`);
  }
  if (answer.is === 'redirect') {
    throw noConnect(
      `${issuer} answers with a redirect (${answer.status})${leadsTo(answer, issuer)}: give the address that it leads to. ${hint}`,
    );
  }
  const said = describeAnswer(answer);
  if (answer.is === 'page') {
    throw noConnect(`${issuer} is a web page and no Connect (its discovery is ${said}). ${hint}`);
  }
  const isServer = answer.status === 200 && typeof toObject(answer.body)['issuer'] === 'string';
  if (!isServer) throw noConnect(`There is no Connect at ${issuer} (its discovery is ${said}). ${hint}`);
}

const silences: readonly (readonly [RegExp, string])[] = [
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'could not be reached: there is no host of that name. Is it spelled right?'],
  [/^ECONNREFUSED$/, 'could not be reached: no server listens there. Are host and port right, and is it up?'],
  [
    /SELF_SIGNED|UNABLE_TO_|^CERT_/,
    'has a certificate that this machine does not trust. Give Node the certificate of its authority in NODE_EXTRA_CA_CERTS, and start again.',
  ],
  [/ALTNAME/, 'has a certificate for another host. Is the host right?'],
  [
    /^(?:ERR_SSL|EPROTO)/,
    'does not answer by TLS. Is it http instead of https, or the port of another server?',
  ],
];

function describeSilence({ is, failure = '' }: Answer): string {
  if (is === 'late') return 'was not answered in time. Is the host right, and is it up?';
  const [, words] = silences.find(([code]) => code.test(failure)) ?? [];
  const seen = failure === '' ? '' : ` (${failure})`;
  return words ?? `could not be reached${seen}. Is the host right, and is it up?`;
}

function noConnect(message: string): PasskeyError {
  return new PasskeyError('bad_response', message);
}

/** Without the query, which can hold a secret. */
function leadsTo({ headers }: Answer, issuer: string): string {
  const location = headers.get('Location');
  if (location === null || !URL.canParse(location, issuer)) return '';
  return ` to ${new URL(location, issuer).origin}`;
}

/** @throws PasskeyError `unauthorized` when the server refuses the user's token itself */
export function requireAccepted(
  answers: ReadonlyMap<string, Answer>,
  token: TokenContent | undefined,
  issuer: string,
): void {
  const me = answers.get('me');
  if (me?.status !== 401) return;
  const isForeign = token !== undefined && token.claims['iss'] !== issuer;
  const reason = isForeign
    ? `it was issued by another issuer than ${issuer}`
    : 'it has expired or was revoked, or is no access token of a user of this workspace';
  throw new PasskeyError(
    'unauthorized',
    `me refused the access token (${describeAnswer(me)}): ${reason}. Nothing was changed.`,
  );
}

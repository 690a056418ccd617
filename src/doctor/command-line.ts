import { parseArgs } from 'node:util';
import type { Endpoints } from '../api/urls.ts';
import type { DoctorOptions } from './types.ts';

export interface Command {
  readonly options: Omit<DoctorOptions, 'accessToken' | 'client'>;
  /** A file, or `-` for the standard input. */
  readonly tokenFile: string | undefined;
  readonly clientId: string | undefined;
  /** A file, or `-` for the standard input. */
  readonly secretFile: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly save: string | undefined;
}

/** The command was called in a way that it cannot be; `message` quotes no value. */
export class UsageError extends Error {}

/** Environment variables that are read where no file is named. */
export const tokenVariable = 'CONNECT_PASSKEYS_TOKEN';
export const secretVariable = 'CONNECT_PASSKEYS_CLIENT_SECRET';

export const usage = `Usage: connect-passkeys doctor ISSUER [options]
       connect-passkeys --help | --version

Compares a tenant of Connect with the assumptions of this project. It changes nothing
unless --enrol is given.

  ISSUER                    of a workspace, such as https://host/tenant/workspace
  --pool ID                 sign-in: the hosted page, and begins in both families
  --origin ORIGIN           the origin of your page: may it call the API?
  --token FILE|-            access token of a user: their list, begins of enrolments
  --client ID               client of the system workspace: settings, user details
  --client-secret FILE|-    its secret
  --user ID                 the user of system calls (default: the one of the token)
  --app ID                  OAuth client of your app: begins a sign-in as a browser does
  --redirect-uri URI        one of its redirect URIs
  --enrol                   enrols, names, uses and removes one passkey of a software
                            authenticator for the user of the token: a test user
  --workspace, --tenant ID  as workspaceId and tenantId of the SDK
  --endpoint NAME=URL       as endpoints of the SDK, such as selfService=https://…
  --token-endpoint URL      as tokenEndpoint of the system client
  --json                    prints JSON instead of text
  --save FILE               writes the shapes of the replies, without any value
  --quiet                   shows no progress
  --call-timeout SECONDS    for one call (default 10)
  --timeout SECONDS         for all calls (default 120)

A token is read from a file, from the standard input (-), or from ${tokenVariable};
a client's secret likewise, or from ${secretVariable}. Neither is printed.

Exit codes: 0 what can be told holds, 1 something differs, 2 wrong use,
3 no Connect there or no reply, 4 the token or the client is refused.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const known = {
  pool: text,
  workspace: text,
  tenant: text,
  token: text,
  client: text,
  'client-secret': text,
  user: text,
  origin: text,
  endpoint: { type: 'string', multiple: true, default: [] as string[] },
  'token-endpoint': text,
  'call-timeout': text,
  timeout: text,
  json: flag,
  quiet: flag,
  save: text,
  app: text,
  'redirect-uri': text,
  enrol: flag,
} as const;

/** Reads the command line after its first word. @throws {UsageError} without any value that was given */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [name, issuer, ...rest] = positionals;
  if (name !== 'doctor') throw new UsageError('The one command is doctor.');
  if (issuer === undefined || rest.length > 0) throw new UsageError('Give one issuer.');
  if (values.token === '-' && values['client-secret'] === '-') {
    throw new UsageError('Only one of --token and --client-secret can be the standard input.');
  }
  if ((values.app === undefined) !== (values['redirect-uri'] === undefined)) {
    throw new UsageError('--app and --redirect-uri belong together.');
  }
  return {
    options: {
      issuer,
      ...(values.pool !== undefined && { poolId: values.pool }),
      ...(values.workspace !== undefined && { workspaceId: values.workspace }),
      ...(values.tenant !== undefined && { tenantId: values.tenant }),
      ...(values.user !== undefined && { userId: values.user }),
      ...(values.origin !== undefined && { origin: values.origin }),
      ...(values['token-endpoint'] !== undefined && { tokenEndpoint: values['token-endpoint'] }),
      ...(values.app !== undefined && {
        app: { clientId: values.app, redirectUri: values['redirect-uri'] ?? '' },
      }),
      enrol: values.enrol,
      endpoints: Object.fromEntries(values.endpoint.map(parseEndpoint)),
      callTimeout: parseSeconds('--call-timeout', values['call-timeout'], 10),
      timeout: parseSeconds('--timeout', values.timeout, 120),
    },
    tokenFile: values.token,
    clientId: values.client,
    secretFile: values['client-secret'],
    json: values.json,
    quiet: values.quiet,
    save: values.save,
  };
}

/** The messages of `parseArgs` quote arguments, one of which can be a token. */
function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known, allowPositionals: true });
  } catch {
    throw new UsageError('An option is unknown, or lacks its value.');
  }
}

const endpointNames: readonly (keyof Endpoints)[] = [
  'selfService',
  'system',
  'signIn',
  'loginBegin',
  'loginComplete',
  'loginPassword',
  'registerBegin',
  'registerComplete',
];

function parseEndpoint(given: string): readonly [keyof Endpoints, string] {
  const at = given.indexOf('=');
  const name = endpointNames.find((each) => each === given.slice(0, at));
  const url = given.slice(at + 1);
  if (name && /^https?:\/\//i.test(url) && URL.canParse(url)) return [name, url];
  throw new UsageError(`--endpoint must be NAME=URL, with a name of ${endpointNames.join(', ')}.`);
}

function parseSeconds(option: string, given: string | undefined, fallback: number): number {
  const seconds = Number(given ?? fallback);
  if (seconds > 0 && seconds <= 3600) return Math.ceil(seconds * 1000);
  throw new UsageError(`${option} must be a number of seconds, at most 3600.`);
}

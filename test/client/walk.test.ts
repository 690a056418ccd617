import assert from 'node:assert/strict';
import { Session } from 'node:inspector/promises';
import { afterEach, test } from 'node:test';
import { createMockServer } from '../../mock-server/app.ts';
import { createPasskeys } from '../../src/index.ts';
import type { Passkeys } from '../../src/client/types.ts';
import { print } from '../runner/print.ts';
import { Device } from '../support/device.ts';
import { fakePage, leavePage } from '../support/fake-page.ts';
import { root } from '../support/repository.ts';

/** A walk through the source: the files that a reader has to open, and the functions with a name that are called. */
interface Walk {
  readonly files: readonly string[];
  readonly functions: readonly string[];
}

const origin = 'http://localhost:4400';
const identifier = 'ada@example.com';

afterEach(leavePage);

test('a reader opens few files to follow a sign-in or an enrolment', async () => {
  const { openClient } = await startPage();
  const clients: Passkeys[] = [];
  const enrolment = await follow(() => {
    const client = openClient();
    clients.push(client);
    return client.enroll();
  });
  // A list waits for the work behind an enrolment.
  await clients[0]?.list();
  const signIn = await follow(() => openClient().signIn({ identifier }));
  print(`one sign-in enters ${describe(signIn)}; one enrolment ${describe(enrolment)}`);
  assertAtMost(signIn, { files: 22, functions: 93 });
  assertAtMost(enrolment, { files: 26, functions: 110 });
});

const describe = ({ files, functions }: Walk) =>
  `${files.length} files and ${functions.length} functions of src`;

function assertAtMost(walk: Walk, limit: { readonly files: number; readonly functions: number }): void {
  assert.ok(walk.files.length <= limit.files, walk.files.join('\n'));
  assert.ok(walk.functions.length <= limit.functions, walk.functions.join('\n'));
}

/** A page of a workspace in Classic mode, on which nothing has been prepared. */
async function startPage(): Promise<{ openClient: () => Passkeys }> {
  const server = createMockServer();
  const device = new Device(origin);
  fakePage(origin, {
    create: async ({ publicKey }: CredentialCreationOptions) => ({
      toJSON: () => device.create(publicKey),
    }),
    get: async ({ publicKey }: CredentialRequestOptions) => ({
      toJSON: () => device.get(publicKey),
    }),
  });
  const scope = 'openid view_ss_profile manage_ss_profile';
  const reply = await server.request(`${origin}/_mock/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ workspace: 'portal', user: identifier, scope }),
  });
  const { access_token: token } = (await reply.json()) as { readonly access_token: string };
  const openClient = () =>
    createPasskeys({
      issuer: `${origin}/acme/portal`,
      poolId: 'customers',
      remember: false,
      accessToken: () => token,
      fetch: async (url, init) => server.request(url, init),
    });
  return { openClient };
}

/** Runs a call and returns the files and functions of src that it has entered when it resolves. */
async function follow(call: () => Promise<unknown>): Promise<Walk> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await call();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  const entered = result
    .filter(({ url }) => url.includes(`${root}src/`))
    .map(({ url, functions }) => ({
      file: url.slice(url.indexOf('src/')).replace(/\?.*/, ''),
      names: functions.filter(({ ranges }) => ranges[0]?.count).map(({ functionName }) => functionName),
    }))
    .map(({ file, names }) => ({ file, names: names.filter(isWritten) }))
    .filter(({ names }) => names.length > 0);
  return {
    files: entered.map(({ file }) => file),
    functions: entered.flatMap(({ file, names }) => names.map((name) => `${file} ${name}`)),
  };
}

/** Compilers add functions of their own; a function without a name is read where it stands. */
const isWritten = (name: string): boolean => /^(?!__name$)[#\w ]+$/.test(name);

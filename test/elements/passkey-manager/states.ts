/** The element in each of its states, from a server's replies that are written down here. */
import { createPasskeys } from '../../../src/client/create-passkeys.ts';
import type { Passkeys } from '../../../src/client/types.ts';
import { PasskeyError } from '../../../src/errors.ts';
import type { SelfCredential, SelfProfile } from '../../../src/api/contract.ts';
import { createSystemClient } from '../../../src/helpdesk/system-client.ts';
import { tokenOf } from '../../support/mock-control.ts';
import { PasskeyManagerPage } from '../../support/passkey-manager-page.ts';

const day = 24 * 60 * 60 * 1000;
const ago = (days: number): string => new Date(Date.now() - days * day).toISOString();

/** A passkey as the server describes it. */
export function credential(id: string, changes: Partial<SelfCredential> = {}): SelfCredential {
  return {
    id,
    name: `Passkey ${id}`,
    type: 'webauthn',
    updated_at: ago(100),
    created_at: ago(100),
    discoverable_id: 'AQID',
    credential_id: `Y3JlZA${id.padStart(3, '0')}`.slice(0, 8),
    transports: ['internal', 'hybrid'],
    backup_eligible: true,
    backup_state: true,
    ...changes,
  };
}

const some: readonly SelfCredential[] = [
  credential('1', {
    name: 'Work MacBook',
    aaguid: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd',
    last_used_at: ago(0),
  }),
  credential('2', {
    name: 'Blue YubiKey',
    aaguid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
    transports: ['usb', 'nfc'],
    backup_eligible: false,
    backup_state: false,
    last_used_at: ago(12),
  }),
  credential('3', { name: 'Pixel 9', aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4', last_used_at: ago(70) }),
];

const classic = (list: readonly SelfCredential[]) => list.map((entry) => ({ ...entry, discoverable_id: '' }));

type Answer = (request: Request) => Response | Promise<Response>;

/** Answers every read of the profile with these credentials, and everything else by `otherwise`. */
export function profileOf(
  credentials: readonly SelfCredential[],
  changes: Partial<SelfProfile> = {},
  otherwise: Answer = () => new Response(null, { status: 204 }),
): Answer {
  const profile: SelfProfile = {
    id: 'u1',
    credentials,
    identifiers: [{ identifier: 'ada@example.com' }],
    authentication_mechanisms: ['password', 'usernameless_webauthn'],
    limits: { webauthn_credentials: 10 },
    ...changes,
  };
  return (request) => (request.url.endsWith('/v2/self/me') ? Response.json(profile) : otherwise(request));
}

export function clientWith(answer: Answer): Passkeys {
  return createPasskeys({
    issuer: `${location.origin}/acme/shop`,
    accessToken: () => 'token',
    fetch: async (input, init) => answer(new Request(input, init)),
    remember: false,
  });
}

const open = (answer: Answer, parent: Element) =>
  PasskeyManagerPage.loaded({ client: clientWith(answer) }, parent);

const never = () => new Promise<Response>(() => undefined);
const refused = (status: number, error_code: string) =>
  Response.json({ status_code: status, error: 'Refused.', error_code, details: null }, { status });

type Opens = (parent: Element) => Promise<PasskeyManagerPage>;

/** By name; each opens the element in this state. */
export const states: Readonly<Record<string, Opens>> = {
  loading: (parent) => Promise.resolve(PasskeyManagerPage.open({ client: clientWith(never) }, parent)),
  empty: (parent) => open(profileOf([]), parent),
  list: (parent) => open(profileOf(some), parent),
  'only-one': (parent) => open(profileOf(some.slice(0, 1)), parent),
  full: (parent) => open(profileOf(some, { limits: { webauthn_credentials: 3 } }), parent),
  failed: (parent) => open(() => refused(500, 'internal_error'), parent),
  offline: (parent) => open(() => Promise.reject(new PasskeyError('offline', 'No network.')), parent),
  unavailable: (parent) => open(profileOf(some, { authentication_mechanisms: ['password'] }), parent),
  unsupported: (parent) => withoutWebAuthn(() => open(profileOf([credential('1')]), parent)),
  'mode-switched': (parent) => open(profileOf(classic(some.slice(0, 2))), parent),
  'old-ones-left': (parent) =>
    open(profileOf([...classic(some.slice(0, 2)), credential('4', { name: 'New one' })]), parent),
  'nothing-known': (parent) =>
    open(
      profileOf([{ id: '1', type: 'webauthn', name: 'Passkey', updated_at: ago(3) }], { limits: {} }),
      parent,
    ),
  outdated: async (parent) => {
    let reads = 0;
    const page = await open(
      (request) => ((reads += 1) === 1 ? profileOf(some)(request) : refused(500, 'internal_error')),
      parent,
    );
    await page.element.refresh();
    await page.shows(() => page.has('outdated'));
    return page;
  },
  adding: async (parent) => {
    const page = await open(profileOf(some, {}, never), parent);
    page.press('add');
    await page.shows(() => page.states.includes('busy'));
    return page;
  },
  'not-added': async (parent) => {
    const page = await open(
      profileOf(some, {}, () => refused(429, 'rate_limited')),
      parent,
    );
    page.press('add');
    await page.shows(() => page.has('trouble'));
    return page;
  },
  naming: (parent) => naming(profileOf(some), parent),
  'name-refused': async (parent) => {
    const page = await naming(profileOf(some), parent);
    page.submit('name', '   ');
    await page.shows(() => page.has('problem'));
    return page;
  },
  'not-renamed': async (parent) => {
    const page = await naming(
      profileOf(some, {}, () => refused(429, 'rate_limited')),
      parent,
    );
    page.submit('name', 'Other name');
    await page.shows(() => page.has('trouble'));
    return page;
  },
  renamed: async (parent) => {
    const page = await naming(profileOf(some), parent);
    page.submit('name', 'Key in the drawer');
    await page.next('passkey-renamed');
    await page.shows(() => page.status !== '');
    return page;
  },
  'signed-out': async (parent) => {
    const page = await open(() => refused(401, 'unauthorized'), parent);
    await page.shows(() => page.has('failure'));
    return page;
  },
  removing: async (parent) => {
    const page = await open(profileOf(some), parent);
    page.press('remove', 1);
    await page.shows(() => page.has('dialog'));
    return page;
  },
  confirming: async (parent) => {
    const token = await tokenOf('ada@example.com', { age: 600 });
    const page = await PasskeyManagerPage.loaded(
      {
        issuer: `${location.origin}/acme/shop`,
        accessToken: () => token,
        reauthenticate: () => Promise.resolve(),
      },
      parent,
    );
    page.press('add');
    await page.shows(() => page.has('dialog'));
    return page;
  },
  helpdesk: (parent) => atHelpdesk(some, parent),
  'helpdesk-code-sent': async (parent) => {
    const page = await atHelpdesk([], parent);
    page.part('remote').setAttribute('open', '');
    page.submit('address', 'grace@example.com');
    await page.shows(() => page.parts('remote-form').length === 2);
    return page;
  },
  'helpdesk-code-not-sent': async (parent) => {
    const page = await atHelpdesk([], parent, () => refused(429, 'rate_limited'));
    page.part('remote').setAttribute('open', '');
    page.submit('address', 'grace@example.com');
    await page.shows(() => page.has('trouble'));
    return page;
  },
  'helpdesk-removing-last': async (parent) => {
    const page = await atHelpdesk(some.slice(0, 1), parent);
    page.press('remove');
    await page.shows(() => page.has('dialog'));
    return page;
  },
};

async function naming(answer: Answer, parent: Element): Promise<PasskeyManagerPage> {
  const page = await open(answer, parent);
  page.press('rename', 1);
  await page.shows(() => page.has('editor'));
  return page;
}

function atHelpdesk(
  credentials: readonly SelfCredential[],
  parent: Element,
  write: () => Response = () => new Response(null, { status: 204 }),
): Promise<PasskeyManagerPage> {
  const system = createSystemClient({
    issuer: `${location.origin}/acme/shop`,
    poolId: 'customers',
    accessToken: () => 'token',
    fetch: async (input, init) =>
      new Request(input, init).method === 'GET' ? Response.json({ id: 'u2', credentials }) : write(),
  });
  return PasskeyManagerPage.loaded({ system, userId: 'u2', capacity: 10 }, parent);
}

/** The current rendering stays. */
async function withoutWebAuthn<T>(run: () => Promise<T>): Promise<T> {
  const { PublicKeyCredential: page } = globalThis;
  Object.defineProperty(globalThis, 'PublicKeyCredential', { configurable: true, value: undefined });
  try {
    return await run();
  } finally {
    Object.defineProperty(globalThis, 'PublicKeyCredential', { configurable: true, value: page });
  }
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { attestFully } from '../../support/attestation-ca.ts';
import { Device, type Algorithm } from '../../support/device.ts';
import { flag, hex, withAuthenticatorData, withClientData, withMember } from '../../support/hostile.ts';
import { Calls } from '../calls.ts';
import { withCredentialId } from './cases/c-authenticator-data.ts';
import type { Enrolled } from './cases/case.ts';
import { accepted, SignIn } from './refused.ts';

type Change = (body: AuthenticationResponseJSON) => AuthenticationResponseJSON;
type Flags = (flags: number) => number;
const withFlags =
  (change: Flags): Enrolled =>
  (body) =>
    withAuthenticatorData(body, ({ flags }) => ({ flags: change(flags) }));

for (const algorithm of ['ES256', 'EdDSA', 'RS256'] satisfies Algorithm[]) {
  test(`accepts ${algorithm} without attestation`, async () => {
    await accepted(new Calls(), new Device(undefined, algorithm));
  });

  test(`accepts ${algorithm} with packed self attestation`, async () => {
    await accepted(new Calls(), new Device(undefined, algorithm), (body, device) => device.selfAttest(body));
  });
}

test('accepts packed attestation with a chain', async () => {
  await accepted(new Calls(), new Device(), (body) => attestFully(body));
});

const registrations: readonly (readonly [string, Enrolled])[] = [
  ['eligible for backup and not backed up', withFlags((flags) => flags & ~flag.BS)],
  ['eligible for backup and backed up', withFlags((flags) => flags | flag.BE | flag.BS)],
  ['reserved flags 1 and 5', withFlags((flags) => flags | 0x22)],
  ['no user verification', withFlags((flags) => flags & ~flag.UV)],
  ['a credential ID of 1023 bytes', (body) => withCredentialId(body, new Uint8Array(1023).fill(7))],
  ['a credential ID of 1 byte', (body) => withCredentialId(body, Uint8Array.of(7))],
  ['no transports', (body) => withMember(body, 'response.transports', undefined)],
  ['members that are not known', (body) => withMember(body, 'unheardOf', { of: ['here'] })],
  ['an extension that is not known', withExtension],
];

for (const [what, change] of registrations) {
  test(`accepts a registration with ${what}`, async () => {
    await accepted(new Calls(), new Device(), change);
  });
}

const assertions: readonly (readonly [string, Change])[] = [
  ['nothing special', (body) => body],
  ['a byte order mark', (body) => withClientData(body, (json) => `\ufeff${json}`)],
  ['client data members that are not known', (body) => withClientData(body, { unheardOf: { of: 'here' } })],
  ['crossOrigin left out', (body) => withClientData(body, { crossOrigin: undefined })],
  ['reserved flags 1 and 5', (body) => withAuthenticatorData(body, ({ flags }) => ({ flags: flags | 0x22 }))],
  [
    'a backup that is gone',
    (body) => withAuthenticatorData(body, ({ flags }) => ({ flags: flags & ~flag.BS })),
  ],
  ['the sign counter 0 once more', (body) => withAuthenticatorData(body, () => ({ signCount: 0 }))],
  [
    'an extension that is not known',
    (body) =>
      withAuthenticatorData(body, ({ flags }) => ({ flags: flags | flag.ED, rest: hex('a1 61 78 01') })),
  ],
];

for (const [what, change] of assertions) {
  test(`accepts an assertion with ${what}`, async () => {
    const signIn = await SignIn.enrolled(new Calls());
    assert.equal((await signIn.complete(signIn.resign(change(await signIn.begin())))).status, 200);
  });
}

for (const userHandle of [undefined, null]) {
  test(`accepts a Classic sign-in whose userHandle is ${String(userHandle)}`, async () => {
    const signIn = await SignIn.enrolled(new Calls(), undefined, 'portal');
    const body = withMember(await signIn.begin(), 'response.userHandle', userHandle);
    assert.equal((await signIn.complete(body)).status, 200);
  });
}

function withExtension(body: RegistrationResponseJSON): RegistrationResponseJSON {
  return withAuthenticatorData(body, ({ flags }) => ({ flags: flags | flag.ED, rest: hex('a1 61 78 01') }));
}

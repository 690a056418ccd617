import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { attestFully } from '../../../support/attestation-ca.ts';
import type { Algorithm, Device } from '../../../support/device.ts';
import { flag, hex, withAuthenticatorData, withClientData, withMember } from '../../../support/hostile.ts';
import { withCredentialId } from './c-authenticator-data.ts';

/** A registration that is unusual and right. */
export interface GoodRegistration {
  readonly name: string;
  readonly algorithm?: Algorithm;
  readonly change: (genuine: RegistrationResponseJSON, device: Device) => unknown;
}

/** An assertion that is unusual and right, once it is signed again. */
export interface GoodAssertion {
  readonly name: string;
  readonly change: (genuine: AuthenticationResponseJSON) => AuthenticationResponseJSON;
}

const extension = hex('a1 61 78 01'); // {"x": 1}
const byteOrderMark = (json: string) => `\ufeff${json}`;
const unheardOf = { unheardOf: { of: ['here'] } };
const withFlags = (change: (flags: number) => number) => (body: RegistrationResponseJSON) =>
  withAuthenticatorData(body, ({ flags }) => ({ flags: change(flags) }));

const algorithms: readonly Algorithm[] = ['ES256', 'EdDSA', 'RS256'];

export const goodRegistrations: readonly GoodRegistration[] = [
  ...algorithms.flatMap((algorithm): GoodRegistration[] => [
    { name: `${algorithm} without attestation`, algorithm, change: (body) => body },
    {
      name: `${algorithm} with self attestation`,
      algorithm,
      change: (body, device) => device.selfAttest(body),
    },
  ]),
  { name: 'packed attestation with a chain', change: (body) => attestFully(body) },
  { name: 'eligible for backup and not backed up', change: withFlags((flags) => flags & ~flag.BS) },
  { name: 'eligible for backup and backed up', change: withFlags((flags) => flags | flag.BE | flag.BS) },
  { name: 'bound to its device', change: withFlags((flags) => flags & ~(flag.BE | flag.BS)) },
  { name: 'reserved flags 1 and 5', change: withFlags((flags) => flags | 0x22) },
  { name: 'no user verification', change: withFlags((flags) => flags & ~flag.UV) },
  {
    name: 'a credential ID of 1023 bytes',
    change: (body) => withCredentialId(body, new Uint8Array(1023).fill(7)),
  },
  { name: 'a credential ID of 1 byte', change: (body) => withCredentialId(body, Uint8Array.of(7)) },
  { name: 'no transports', change: (body) => withMember(body, 'response.transports', undefined) },
  { name: 'members that are not known', change: (body) => ({ ...body, ...unheardOf }) },
  { name: 'client data members that are not known', change: (body) => withClientData(body, unheardOf) },
  { name: 'a byte order mark', change: (body) => withClientData(body, byteOrderMark) },
  {
    name: 'an extension that is not known',
    change: (body) =>
      withAuthenticatorData(body, ({ flags }) => ({ flags: flags | flag.ED, rest: extension })),
  },
];

export const goodAssertions: readonly GoodAssertion[] = [
  { name: 'nothing special', change: (body) => body },
  { name: 'a byte order mark', change: (body) => withClientData(body, byteOrderMark) },
  { name: 'client data members that are not known', change: (body) => withClientData(body, unheardOf) },
  { name: 'crossOrigin left out', change: (body) => withClientData(body, { crossOrigin: undefined }) },
  {
    name: 'reserved flags 1 and 5',
    change: (body) => withAuthenticatorData(body, ({ flags }) => ({ flags: flags | 0x22 })),
  },
  {
    name: 'a backup that is gone',
    change: (body) => withAuthenticatorData(body, ({ flags }) => ({ flags: flags & ~flag.BS })),
  },
  {
    name: 'the sign counter 0 once more',
    change: (body) => withAuthenticatorData(body, () => ({ signCount: 0 })),
  },
  {
    name: 'an extension that is not known',
    change: (body) =>
      withAuthenticatorData(body, ({ flags }) => ({ flags: flags | flag.ED, rest: extension })),
  },
];

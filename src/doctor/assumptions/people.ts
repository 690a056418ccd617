import { anyOptions, readBody, toObject, toStrings, type Evidence } from '../evidence.ts';
import type { Verdict } from '../types.ts';
import { cannotTell, differs, holds, needs, unobservable, type Assumption } from './judging.ts';

const isPasskey = (mechanism: unknown): boolean =>
  mechanism === 'webauthn' || mechanism === 'usernameless_webauthn';

export const people: readonly Assumption[] = [
  {
    id: 'world',
    assumption: 'Tenant, workspaces, pool, users and clients',
    judge: unobservable(needs.mockOnly),
  },
  {
    id: 'pool-defaults',
    assumption: 'A pool has password and passkey as first factors, the passkey preferred, room for 10',
    judge: judgePool,
  },
  {
    id: 'blank-rp-id',
    assumption: 'Blank RP ID and origins mean host and origin of the URL that was called',
    judge: judgeBlankRpId,
  },
  {
    id: 'rp-id-form',
    assumption:
      'An RP ID is a domain that one owner registers (no public suffix), or `localhost`; origins are https, or http on `localhost`',
    judge: (evidence) => {
      const rpId = readRpId(evidence);
      if (rpId === undefined) return cannotTell(`an accepted begin: ${needs.pool}, or ${needs.user}`);
      return rpId === 'localhost' || /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(rpId)
        ? holds('a domain or `localhost`; public suffixes and origins were not looked up')
        : differs(
            'the RP ID is no such domain',
            'setting `webauthn_settings`: a bare domain without scheme, port or path',
          );
    },
  },
  {
    id: 'code-settings',
    assumption:
      'A code has 6 digits and lives 10 minutes (`10m0s`); 4 to 12 digits and 30 seconds to one day can be set',
    judge: (evidence) => {
      const pool = readBody(evidence, 'system/pool');
      if (!pool) return cannotTell(needs.client);
      const settings = toObject(toObject(pool['otp_settings'])['enroll_webauthn']);
      const { length, ttl } = settings;
      if (length === undefined)
        return cannotTell('a pool whose settings show `otp_settings.enroll_webauthn`');
      return length === 6 && ttl === '10m0s'
        ? holds('6 digits, 10m0s')
        : differs('another length or lifetime', 'setting `otp_settings`, if the difference is not intended');
    },
  },
  {
    id: 'identifiers-alike',
    assumption:
      'Identifiers that look the same are the same: case, composition and width do not count (NFKC)',
    judge: unobservable(needs.change),
  },
  {
    id: 'other-mechanisms',
    assumption: '`otp`, `totp`, `email_otp` and `sms_otp` may be listed as mechanisms',
    judge: (evidence) => {
      const lists = ['me', 'system/pool', 'system/workspace'].flatMap((name) =>
        toStrings(readBody(evidence, name)?.['authentication_mechanisms']),
      );
      return lists.some((name) => ['otp', 'totp', 'email_otp', 'sms_otp'].includes(name))
        ? holds('one of them is listed')
        : cannotTell('a tenant that has one of them switched on; the SDK skips what it does not know');
    },
  },
];

function judgePool(evidence: Evidence): Verdict {
  const pool = readBody(evidence, 'system/pool');
  if (!pool) return cannotTell(needs.client);
  const first = toStrings(pool['authentication_mechanisms']);
  const room = toObject(pool['limits'])['webauthn_credentials'];
  const odd = [
    !first.includes('password') && 'no password',
    !first.some(isPasskey) && 'no passkey',
    !isPasskey(pool['preferred_authentication_mechanism']) && 'the passkey is not preferred',
    room !== undefined && room !== 10 && 'another capacity',
  ].filter((each) => typeof each === 'string');
  if (odd.length === 0) return holds('so it is set');
  return differs(
    odd.join(', '),
    'setting `authentication_mechanisms`, `preferred_authentication_mechanism`, `limits`, if the difference is not intended',
  );
}

function readRpId(evidence: Evidence): string | undefined {
  const options = anyOptions(evidence);
  const rpId = options?.['rpId'] ?? toObject(options?.['rp'])['id'];
  return typeof rpId === 'string' ? rpId : undefined;
}

function judgeBlankRpId(evidence: Evidence): Verdict {
  const rpId = readRpId(evidence);
  if (rpId === undefined) return cannotTell(`an accepted begin: ${needs.pool}, or ${needs.user}`);
  const host = new URL(evidence.workspace.issuer).hostname;
  if (rpId === host) return holds('the RP ID is the host that was called');
  const settings = toObject(readBody(evidence, 'system/pool')?.['webauthn_settings']);
  if (settings['rp_id'] !== undefined && settings['rp_id'] !== '') {
    return cannotTell('a pool whose RP ID is blank: this one has its own');
  }
  return differs(
    'the RP ID is not the host that was called',
    'setting `webauthn_settings`: passkeys work on pages of the RP ID only, so set it to the domain of your pages',
  );
}

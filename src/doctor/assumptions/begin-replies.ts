import { errorCode, isSuccess } from '../ask.ts';
import {
  activeFamily,
  creationOptions,
  type Evidence,
  families,
  otherFamily,
  readBody,
  readOptions,
  listedPasskeys,
  toObjects,
  toStrings,
} from '../evidence.ts';
import type { Verdict } from '../types.ts';
import { cannotTell, describeAll, differs, holds, isApi, judgeAnswer, needs } from './judging.ts';

const modes = { webauthn: 'classic', 'usernameless-webauthn': 'smart' } as const;

export function judgeOtherFamily(evidence: Evidence): Verdict {
  const { answers } = evidence;
  for (const kind of ['create', 'login', 'app', 'hosted'] as const) {
    const asked = families.flatMap((family) => answers.get(`${kind}/${family}`) ?? []);
    if (!asked.some(isSuccess)) continue;
    const active = activeFamily(evidence, kind);
    const other = active && answers.get(`${kind}/${otherFamily(active)}`);
    const cure = `SDK \`mode: '${active ? modes[active] : 'smart'}'\`${active ? '' : " or `'classic'`, as the workspace is set"}: then one family only is tried`;
    if (!other) return differs(`both families are begun (${kind})`, cure);
    return judgeAnswer(other, needs.user, () =>
      other.status === 403 && errorCode(other) === 'mechanism_not_allowed'
        ? holds(describeAll([other]))
        : differs(describeAll([other]), cure),
    );
  }
  const refused = families.flatMap((family) => answers.get(`create/${family}`) ?? []);
  const seen = refused.length > 0 ? `; ${describeAll(refused)}` : '';
  return cannotTell(`an accepted begin: ${needs.pool}, or ${needs.user}${seen}`);
}

export function judgePoolLists(evidence: Evidence): Verdict {
  const active = activeFamily(evidence);
  const pool = readBody(evidence, 'system/pool');
  if (!active || !pool) return cannotTell(`${needs.client}, and an accepted begin`);
  const listed = ['authentication_mechanisms', 'second_factor_authentication_mechanisms'].flatMap((name) =>
    toStrings(pool[name]),
  );
  const [own, other] = [active, otherFamily(active)].map((family) => family.replace('-', '_'));
  const isListed = (name = ''): boolean => listed.includes(name);
  if (isListed(own)) return cannotTell('a pool that lists the other value than the workspace');
  return isListed(other)
    ? holds('the pool lists the other value than the workspace')
    : differs('the pool lists neither value', `SDK \`mode: '${modes[active]}'\``);
}

export function judgeSystemFamilies(evidence: Evidence): Verdict {
  const active = activeFamily(evidence);
  const asked = families.flatMap((family) => evidence.answers.get(`system/create/${family}`) ?? []);
  const own = active && evidence.answers.get(`system/create/${active}`);
  if (!active || asked.length === 0) return cannotTell(`${needs.backendUser}, and an accepted begin`);
  return judgeAnswer(own, needs.backendUser, () =>
    isSuccess(own)
      ? holds(describeAll(asked))
      : differs(
          describeAll(asked),
          `SDK \`mode\` of the system client: the family that is accepted; setting \`authentication_mechanisms\` of the workspace`,
        ),
  );
}

export function judgeExcluded(evidence: Evidence): Verdict {
  const active = activeFamily(evidence, 'create');
  const options = readOptions(evidence, 'enrol/begin-again') ?? creationOptions(evidence);
  const passkeys = listedPasskeys(evidence);
  if (!active || !options || passkeys.length === 0) return cannotTell(needs.passkeys);
  const smart = passkeys.filter(({ discoverable_id: id }) => typeof id === 'string' && id !== '').length;
  if (smart === 0 && active !== 'webauthn') {
    return cannotTell('a token of a user with a Smart passkey whose `discoverable_id` is shown: --token');
  }
  const own = active === 'webauthn' ? passkeys.length - smart : smart;
  return toObjects(options['excludeCredentials']).length === own
    ? holds('as many as the user has in that family')
    : differs(
        'another number than the user has in that family',
        'no option needed: the browser obeys whatever list it gets',
      );
}

export function judgeAttestation(evidence: Evidence): Verdict {
  const options = creationOptions(evidence);
  if (!options) return cannotTell(needs.user);
  const { attestation = 'none' } = options;
  return attestation === 'none'
    ? cannotTell(`${needs.ceremony}; the options ask for none`)
    : differs(
        'the options ask for an attestation',
        'no option: the browser asks people once more, and a tenant that checks it can refuse passkeys of phones; have it set to none',
      );
}

export function judgeUnknownPerson(evidence: Evidence): Verdict {
  const { answers } = evidence;
  const [first, again] = ['login/webauthn', 'login/again'].map((name) => answers.get(name));
  if (!first || !again) return cannotTell(`a workspace in Classic mode; ${needs.pool}`);
  return judgeAnswer(again, needs.pool, () => {
    const [one, other] = [first, again].map(({ name }) =>
      toObjects(readOptions(evidence, name)?.['allowCredentials']).map(({ id }) => id),
    );
    const cure =
      'no option needed: to the browser it is a passkey on another device; whoever asks can learn who has passkeys';
    if (!one || one.length === 0 || !isApi(first)) return differs('no passkey is shown', cure);
    return String(one) === String(other)
      ? holds('the same passkey is shown twice')
      : differs('another passkey is shown each time', cure);
  });
}

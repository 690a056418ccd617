import {
  creationOptions,
  listedPasskeys,
  readBody,
  readPasskeys,
  toObjects,
  type Evidence,
} from '../evidence.ts';
import { tryBase64url } from '../../base64.ts';
import type { Verdict } from '../types.ts';
import { isSuccess } from '../ask.ts';
import { judgeChangedTag, judgeDefaultName, judgeLongName } from './enrol-replies.ts';
import { cannotTell, differs, holds, judgeAnswer, needs, type Assumption } from './judging.ts';

export const shown: readonly Assumption[] = [
  {
    id: 'credential-path',
    assumption: '`{credentialID}` is `id` of a listed credential, not the WebAuthn credential ID',
    judge: judgeCredentialPath,
  },
  {
    id: 'more-of-me',
    assumption:
      '`me` also sends `discoverable_id`, `created_at`, `last_used_at`, `credential_id`, `aaguid`, `transports`, `backup_eligible`, `backup_state`',
    judge: judgeMore,
  },
  {
    id: 'capacity',
    assumption: '`me.limits.webauthn_credentials` says how many passkeys are allowed',
    judge: (evidence) => {
      const me = readBody(evidence, 'me');
      if (!me) return cannotTell(needs.user);
      const { webauthn_credentials: capacity } = Object(me['limits']) as { webauthn_credentials?: unknown };
      return typeof capacity === 'number'
        ? holds('`me` says it')
        : differs('`me` does not say it', 'SDK `capacity`: the number that the pool has');
    },
  },
  {
    id: 'identifier-types',
    assumption:
      'The type of an identifier follows from its form: with `@` an email, `+` and digits a mobile number, else a user name (`uid`); an email names the person, else a user name, else a number',
    judge: judgeIdentifiers,
  },
  {
    id: 'discoverable-id',
    assumption: '`discoverable_id` is the user handle in base64url',
    judge: judgeDiscoverableId,
  },
  {
    id: 'name-rules',
    assumption:
      'A name has 1 to 64 characters after trimming, none of them control or bidirectional-override characters',
    judge: (evidence) => {
      const long = evidence.answers.get('enrol/long-name');
      if (long) return judgeLongName(long);
      const names = listedPasskeys(evidence).map(({ name }) => name);
      return names.some((name) => typeof name === 'string' && Array.from(name.trim()).length > 64)
        ? differs(
            'a listed name is longer',
            'no option needed: longer names are shown, and the SDK gives shorter ones',
          )
        : cannotTell(needs.enrol);
    },
  },
  {
    id: 'default-names',
    assumption: 'A new passkey is called "Passkey 1", "Passkey 2" …',
    judge: judgeDefaultName,
  },
  {
    id: 'etag',
    assumption: 'An ETag changes with every change of the user or their passkeys, a sign-in included',
    judge: ({ answers }) =>
      judgeAnswer(answers.get('system/user') ?? answers.get('me'), needs.user, (answer) =>
        answer.status !== 200 || answer.headers.has('ETag')
          ? (judgeChangedTag(answers) ??
            cannotTell(`${needs.enrol}; an ETag is ${answer.status === 200 ? '' : 'not '}there`))
          : differs('there is no ETag', 'no option needed: leave out `ifMatch`, and every write is taken'),
      ),
  },
];

function judgeCredentialPath(evidence: Evidence): Verdict {
  const passkeys = listedPasskeys(evidence);
  if (passkeys.length === 0) return cannotTell(needs.passkeys);
  const { answers } = evidence;
  if (isSuccess(answers.get('enrol/rename'))) return holds('a passkey was renamed by its `id`');
  if (isSuccess(answers.get('enrol/rename-by-credential-id'))) {
    return differs('a passkey is renamed by its WebAuthn credential ID', "SDK `passkeyIds: 'webauthn'`");
  }
  return passkeys.every(({ id }) => typeof id === 'string' && id !== '')
    ? cannotTell(`${needs.enrol}; every listed passkey has an \`id\``)
    : differs(
        'a listed passkey has no `id`, so the SDK cannot name it in a URL',
        'SDK `fetch`: give each passkey of `me` an `id`, such as its WebAuthn credential ID if that is what the path takes',
      );
}

const more = [
  'discoverable_id',
  'created_at',
  'last_used_at',
  'credential_id',
  'aaguid',
  'transports',
  'backup_eligible',
  'backup_state',
];

/** Absent for a passkey that is Classic, or that has not signed in yet. */
const notAlways = ['discoverable_id', 'last_used_at'];

function judgeMore(evidence: Evidence): Verdict {
  const passkeys = listedPasskeys(evidence);
  if (passkeys.length === 0) return cannotTell(needs.passkeys);
  const missing = more.filter(
    (name) => !notAlways.includes(name) && !passkeys.some((passkey) => passkey[name] !== undefined),
  );
  return missing.length === 0
    ? holds('they are sent')
    : differs(
        `not sent: ${missing.join(', ')}`,
        'no option needed: the SDK shows less; without `credential_id` it cannot tell browsers which passkeys are still good',
      );
}

function judgeIdentifiers(evidence: Evidence): Verdict {
  const me = readBody(evidence, 'me');
  const listed = toObjects(me?.['identifiers']).filter(
    ({ type }) => type !== 'external' && type !== 'federated',
  );
  if (listed.length === 0) return cannotTell(`${needs.user}; the user needs an identifier`);
  const odd = listed.filter(({ identifier, type }) => type !== expectedType(String(identifier)));
  return odd.length === 0
    ? holds('every listed one has that type')
    : differs(
        'an identifier has another type, or none',
        'no option needed: names are shown by `type`; SDK `fetch` can correct it',
      );
}

function expectedType(identifier: string): string {
  if (identifier.includes('@')) return 'email';
  return /^\+\d+$/.test(identifier) ? 'mobile' : 'uid';
}

function judgeDiscoverableId(evidence: Evidence): Verdict {
  const { id } = Object(creationOptions(evidence)?.['user']) as { id?: unknown };
  const handle = tryBase64url(id);
  const shown = [...listedPasskeys(evidence), ...readPasskeys(evidence, 'system/user')]
    .map((passkey) => passkey['discoverable_id'])
    .filter((each) => typeof each === 'string' && each !== '');
  if (shown.length === 0 || handle === undefined) return cannotTell(needs.smartPasskey);
  return shown.every((each) => tryBase64url(each) === handle)
    ? holds('it is the `user.id` of the begin')
    : differs(
        'it is not the `user.id` of the begin',
        'no option needed: the SDK reads from it whether a passkey is Smart, and nothing else',
      );
}

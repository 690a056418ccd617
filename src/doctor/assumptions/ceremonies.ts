import { isSuccess } from '../ask.ts';
import { anyOptions } from '../evidence.ts';
import {
  judgeAttestation,
  judgeExcluded,
  judgeOtherFamily,
  judgePoolLists,
  judgeSystemFamilies,
  judgeUnknownPerson,
} from './begin-replies.ts';
import {
  judgeCounter,
  judgeForeignFrames,
  judgeLastPasskey,
  judgeOneCredential,
  judgeUnknownCredential,
} from './enrol-replies.ts';
import {
  type Assumption,
  cannotTell,
  describeAll,
  differs,
  holds,
  judgeAnswer,
  needs,
  unobservable,
} from './judging.ts';

export const ceremonies: readonly Assumption[] = [
  {
    id: 'other-family-refused',
    assumption:
      'Begin of the family that is not active in the workspace is 403 `mechanism_not_allowed`; a page that does not know the mode tries Smart first and turns to Classic on that answer, and where Classic gets it too there are no passkeys',
    judge: judgeOtherFamily,
  },
  {
    id: 'pool-lists',
    assumption:
      'In a pool\'s lists either passkey value stands for "passkey"; the workspace decides on the family',
    judge: judgePoolLists,
  },
  {
    id: 'system-families',
    assumption: 'A family is open to the system API while one workspace of the pool has it active',
    judge: judgeSystemFamilies,
  },
  {
    id: 'exclude-credentials',
    assumption: '`excludeCredentials` holds the passkeys of the enrolling family only',
    judge: judgeExcluded,
  },
  {
    id: 'one-credential',
    assumption: '`create/complete` answers with the one credential that was made',
    judge: judgeOneCredential,
  },
  {
    id: 'conditional-create',
    assumption: '`create/begin?mediation=conditional` opens the path on which user-present = 0 is accepted',
    judge: ({ answers }) =>
      judgeAnswer(answers.get('create/conditional'), needs.user, (answer) =>
        isSuccess(answer)
          ? cannotTell(`${needs.ceremony}; the begin with \`mediation\` is accepted`)
          : differs(describeAll([answer]), 'SDK `upgrade`: leave it off'),
      ),
  },
  {
    id: 'user-verification',
    assumption: 'User verification is preferred, not required',
    judge: (evidence) => {
      const options = anyOptions(evidence);
      if (!options) return cannotTell(`an accepted begin: ${needs.pool}, or ${needs.user}`);
      const { userVerification: nested } = Object(options['authenticatorSelection']) as {
        userVerification?: unknown;
      };
      const asked = options['userVerification'] ?? nested ?? 'preferred';
      return asked === 'preferred'
        ? holds('preferred')
        : differs(
            asked === 'required' || asked === 'discouraged' ? asked : 'another value',
            "mock `userVerification: 'required'`, so that tests meet the same; the SDK passes it on",
          );
    },
  },
  {
    id: 'counter',
    assumption: "A signature counter that does not grow is refused; the vendor's library only marks it",
    judge: judgeCounter,
  },
  {
    id: 'foreign-frames',
    assumption: "Pages in somebody else's frame are refused (`crossOrigin`, `topOrigin`)",
    judge: judgeForeignFrames,
  },
  {
    id: 'attestation',
    assumption: 'Any attestation is accepted that is none, or verifies; its issuer is not checked',
    judge: judgeAttestation,
  },
  {
    id: 'handed-over-credential',
    assumption:
      'A credential that is handed over (`set-webauthn`, `add/complete`) must be one that a ceremony could have made: a key that was offered, no backup of what is not eligible',
    judge: unobservable(needs.ceremony),
  },
  {
    id: 'weak-keys',
    assumption:
      'A key is refused that no authenticator makes, or that others can sign for; an RSA key has 2048 to 4096 bits',
    judge: unobservable(needs.ceremony),
  },
  {
    id: 'passkey-alone',
    assumption:
      'A passkey alone is enough where a pool asks for a second factor; a password alone is not, and is refused where the workspace has no second factor',
    judge: unobservable(needs.ceremony),
  },
  {
    id: 'second-factor-reply',
    assumption: 'A right password answers `{"second_factor": …}` where the pool wants one',
    judge: unobservable('the password of a test user: try it by hand, the doctor takes none'),
  },
  {
    id: 'unknown-person',
    assumption: 'Classic begin for somebody without passkeys shows one that does not exist, always the same',
    judge: judgeUnknownPerson,
  },
  {
    id: 'after-a-switch',
    assumption: 'After a switch, credentials of the other mode are listed and cannot sign in',
    judge: unobservable(needs.ceremony),
  },
  {
    id: 'unknown-credential',
    assumption: 'Smart says 404 `unknown_credential` for a credential that is not known here',
    judge: judgeUnknownCredential,
  },
  {
    id: 'last-passkey',
    assumption: 'The last passkey counts over both families; `set-webauthn` is for users with none of either',
    judge: judgeLastPasskey,
  },
  {
    id: 'challenge-once',
    assumption: 'A challenge is used up by the first complete that fits it, whatever comes of it',
    judge: unobservable(needs.ceremony),
  },
];

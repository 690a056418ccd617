import { describeAnswer, errorCode, isSuccess, type Answer } from '../ask.ts';
import { activeFamily, readBody, readPasskeys, toObjects, type Evidence } from '../evidence.ts';
import type { Verdict } from '../types.ts';
import { cannotTell, describeAll, differs, holds, judgeAnswer, needs } from './judging.ts';

const enrolmentCure =
  'see docs/errors.md for the status; SDK `fetch` can translate a call or a reply that is another here';

/** Whether a step of the rehearsal failed: enrolment, name, removal. */
export function judgeEnrolment({ answers }: Evidence): Verdict {
  const complete = answers.get('enrol/complete');
  return judgeAnswer(complete, needs.enrol, () => {
    const steps = [
      ['enrol/complete'],
      ['enrol/rename', 'enrol/rename-by-credential-id'],
      ['enrol/remove', 'enrol/remove-by-credential-id', 'enrol/remove-as-backend'],
    ].map((names) => names.flatMap((name) => answers.get(name) ?? []));
    const failed = steps.filter((tried) => !tried.some(isSuccess)).flat();
    return failed.length === 0 ? holds('all of it') : differs(describeAll(failed), enrolmentCure);
  });
}

export function judgeOneCredential(evidence: Evidence): Verdict {
  return judgeAnswer(evidence.answers.get('enrol/complete'), needs.enrol, (answer) => {
    if (!isSuccess(answer)) return cannotTell(`an enrolment that is accepted, not ${describeAnswer(answer)}`);
    const count = toObjects(readBody(evidence, 'enrol/complete')?.['credentials']).length;
    return count === 1
      ? holds('one credential')
      : differs(
          `${count} credentials`,
          'no option needed: the SDK finds its own, in the list where there is none',
        );
  });
}

/** The name that a new passkey has before it is given one: of one that is listed now and was not before. */
export function judgeDefaultName(evidence: Evidence): Verdict {
  const before = readPasskeys(evidence, 'me').map(({ id }) => id);
  const [made] = readPasskeys(evidence, 'enrol/me').filter(({ id }) => !before.includes(id));
  if (!made) return cannotTell(needs.enrol);
  const { name } = made;
  return typeof name === 'string' && /^Passkey \d+$/.test(name)
    ? holds('so it is')
    : differs(
        name === undefined || name === '' ? 'it has no name' : 'it has another name',
        'SDK `enroll`, its `name`: the SDK names every new passkey anyway',
      );
}

export const judgeLongName = (answer: Answer): Verdict =>
  isSuccess(answer)
    ? differs(
        '65 characters are taken',
        'no option needed: longer names are shown, and the SDK gives shorter ones',
      )
    : holds(`65 characters: ${describeAnswer(answer)}`);

/** `undefined` without a rehearsal. */
export function judgeChangedTag(answers: Evidence['answers']): Verdict | undefined {
  const [before, after] = ['enrol/me', 'enrol/me-named'].map((name) =>
    answers.get(name)?.headers.get('ETag'),
  );
  if (!before || !after || !isSuccess(answers.get('enrol/rename'))) return undefined;
  return before === after
    ? differs(
        'it stays the same after a renaming',
        'no option needed: leave out `ifMatch`, and every write is taken',
      )
    : holds('it changed with a renaming');
}

/** Only a user without another passkey shows it. */
export function judgeLastPasskey(evidence: Evidence): Verdict {
  const others = readPasskeys(evidence, 'me').length;
  const removal = evidence.answers.get('enrol/remove');
  if (!removal || others > 0) {
    return cannotTell(
      'a passkey that is enrolled for a test user who has none: --enrol, --token and --client',
    );
  }
  return isSuccess(removal)
    ? differs(
        'the user could remove their last passkey',
        'no option needed: the SDK shows what the server answers',
      )
    : holds(`the last one: ${describeAnswer(removal)}; users with passkeys of both families were not tried`);
}

export function judgeCounter({ answers }: Evidence): Verdict {
  return judgeAnswer(answers.get('enrol/use-old-counter'), needs.use, (answer) =>
    isSuccess(answer)
      ? differs('it is accepted', "mock `counter: 'warn'`, so that tests meet the same")
      : holds(describeAnswer(answer)),
  );
}

export function judgeForeignFrames({ answers }: Evidence): Verdict {
  return judgeAnswer(answers.get('enrol/use-framed'), needs.use, (answer) =>
    isSuccess(answer)
      ? differs(
          'a sign-in in a frame of another origin is accepted',
          'no option: send `X-Frame-Options: DENY` or `frame-ancestors` with your pages, so that others cannot frame them',
        )
      : holds(describeAnswer(answer)),
  );
}

export function judgeUnknownCredential(evidence: Evidence): Verdict {
  const used = evidence.answers.get('enrol/use-removed');
  if (activeFamily(evidence) === 'webauthn') return cannotTell('a workspace in Smart mode');
  return judgeAnswer(used, needs.use, (answer) =>
    answer.status === 404 && errorCode(answer) === 'unknown_credential'
      ? holds(describeAnswer(answer))
      : differs(
          `a passkey that was removed: ${describeAnswer(answer)}`,
          'SDK `ownsRpId`: leave it off, as the SDK cannot know when a passkey is gone',
        ),
  );
}

import { describeAnswer, errorCode, isSuccess } from '../ask.ts';
import { families, readBody, type Evidence } from '../evidence.ts';
import type { Verdict } from '../types.ts';
import { cannotTell, differs, holds, judgeAnswer, needs } from './judging.ts';

/** The sign-in of the rehearsal, on the hosted page or by our own calls. */
export function judgeUse({ answers }: Evidence): Verdict {
  const begun = answers.get('enrol/use/begin');
  if (begun && !isSuccess(begun)) {
    return cannotTell(`a sign-in that can be begun: --app and --redirect-uri; now ${describeAnswer(begun)}`);
  }
  return judgeAnswer(answers.get('enrol/use'), needs.use, (answer) =>
    isSuccess(answer)
      ? holds('it does')
      : differs(
          describeAnswer(answer),
          'setting `webauthn_settings`: RP ID and origins must be those of the page; give its origin here (--origin)',
        ),
  );
}

export function judgeTokens(evidence: Evidence): Verdict {
  const { answers } = evidence;
  if (answers.has('enrol/use/authorize')) return cannotTell('a sign-in without an app: leave out --app');
  return judgeAnswer(answers.get('enrol/use'), needs.use, (answer) => {
    if (!isSuccess(answer)) return cannotTell(`a sign-in that is accepted, not ${describeAnswer(answer)}`);
    return typeof readBody(evidence, 'enrol/use')?.['access_token'] === 'string'
      ? holds('with an access token; the client was not looked into')
      : differs(
          'without an access token',
          'SDK `endpoints.loginComplete`, `onTokens`: the address that gives tokens',
        );
  });
}

/** A call of the hosted page by a browser that has no cookie of the sign-in. */
export function judgeOtherBrowser({ answers }: Evidence): Verdict {
  const isOwn = families.some((family) => isSuccess(answers.get(`app/${family}`)));
  const needed = 'an app whose sign-in leads to the hosted page: --app, --redirect-uri';
  const other = answers.get('app/other-browser');
  if (!isOwn) return cannotTell(needed);
  return judgeAnswer(other, needed, (answer) => {
    if (isSuccess(answer)) {
      return differs(
        'another browser may go on with a sign-in',
        'no option: report it to the vendor, since a link to a sign-in page may end in an account of others',
      );
    }
    const isSame = answer.status === 400 && errorCode(answer) === 'transaction_over';
    return isSame
      ? holds(`another browser: ${describeAnswer(answer)}`)
      : differs(
          `another browser: ${describeAnswer(answer)}`,
          'no option needed: it is refused; the SDK takes 410 and `transaction_over` for a sign-in that is over',
        );
  });
}

import { errorCode, describeAnswer } from '../ask.ts';
import { readOptions, type Evidence } from '../evidence.ts';
import type { Verdict } from '../types.ts';
import { cannotTell, differs, holds, judgeAnswer, needs, unobservable, type Assumption } from './judging.ts';

export const codes: readonly Assumption[] = [
  { id: 'error-codes', assumption: 'The values of `error_code`', judge: judgeErrorCodes },
  {
    id: 'gone',
    assumption:
      'A call of a hosted page that answers 410 says that its sign-in is over, or belongs to another browser',
    judge: judgeGone,
  },
  {
    id: 'attempts',
    assumption:
      'Guesses within 5 minutes before 429: 10 passwords, 20 codes and requests for codes, 30 assertions',
    judge: unobservable(needs.guesses),
  },
  {
    id: 'extended-code',
    assumption: 'An extended code says by itself whose it is',
    judge: unobservable('a code from a message to a test user: try it by hand'),
  },
  {
    id: 'outbox',
    assumption: '`type` of a message in the outbox is `enroll_webauthn`',
    judge: unobservable(needs.mockOnly),
  },
  {
    id: 'idempotency',
    assumption:
      'An idempotency key counts for one path of one caller (without a token: of one body), for a minute; 429 and 5xx are not replayed',
    judge: judgeIdempotency,
  },
  {
    id: 'bodies',
    assumption: 'Bodies are JSON of at most 64 kB',
    judge: ({ answers }) =>
      judgeAnswer(answers.get('login/large'), `an accepted begin of a sign-in; ${needs.pool}`, (large) => {
        const type = answers.get('login/other-type');
        const seen = `70 kB: ${describeAnswer(large)}${type ? `, as text/plain: ${describeAnswer(type)}` : ''}`;
        return large.status === 413 && type?.status === 400
          ? holds(seen)
          : differs(seen, 'no option needed: a ceremony takes a few kilobytes, and is sent as JSON');
      }),
  },
  {
    id: 'other-origins',
    assumption: 'Pages of other origins may call only when they are listed',
    judge: ({ answers }) =>
      judgeAnswer(answers.get('preflight/unlisted'), needs.inside, ({ headers }) =>
        headers.has('Access-Control-Allow-Origin')
          ? differs(
              headers.get('Access-Control-Allow-Credentials') === 'true'
                ? 'an unlisted origin is allowed, with cookies'
                : 'an unlisted origin is allowed',
              "mock `origins`, so that tests meet the same; have the tenant's list of origins narrowed",
            )
          : holds('an unlisted origin is not allowed'),
      ),
  },
];

/** Those of mock-server/openapi.yaml and the published one. */
const known = [
  'invalid_access_token',
  'invalid_request',
  'verification_failed',
  'challenge_expired',
  'unknown_credential',
  'unauthorized',
  'insufficient_scope',
  'reauthentication_required',
  'mechanism_not_allowed',
  'capacity_reached',
  'last_credential',
  'credential_exists',
  'not_found',
  'precondition_failed',
  'payload_too_large',
  'invalid_settings',
  'rate_limited',
  'transaction_over',
  'user_exists',
  'origin_not_allowed',
  'host_not_allowed',
  'internal_error',
];

function judgeErrorCodes({ answers }: Evidence): Verdict {
  const refusals = [...answers.values()].filter(({ status, is }) => status >= 400 && is === 'json');
  const seen = refusals.flatMap((answer) => errorCode(answer) ?? []);
  if (refusals.length === 0)
    return cannotTell('a refusal in JSON: every call was accepted or is unknown there');
  const unknown = [...new Set(seen.filter((code) => !known.includes(code)))];
  const cure = 'no option needed: for one that it does not know the SDK goes by the call and the status';
  if (seen.length === 0) return differs('refusals have no `error_code`', cure);
  return unknown.length === 0
    ? holds([...new Set(seen)].join(', '))
    : differs(`also ${unknown.join(', ')}`, cure);
}

function judgeGone({ answers }: Evidence): Verdict {
  return judgeAnswer(answers.get('hosted/over'), needs.hosted, (answer) => {
    if (errorCode(answer) === 'transaction_over') {
      return cannotTell('a tenant that answers 410: this one says transaction_over');
    }
    return answer.status === 410
      ? holds('410 for a sign-in that there is not')
      : differs(
          `${describeAnswer(answer)} for a sign-in that there is not`,
          'SDK `fetch`: answer 410 where your tenant says that a sign-in is over, so that people are led back to the app',
        );
  });
}

function judgeIdempotency(evidence: Evidence): Verdict {
  const { answers } = evidence;
  const asked = `an accepted begin of a sign-in; ${needs.pool}`;
  return judgeAnswer(answers.get('login/keyed-again'), asked, (again) => {
    const challenges = ['login/keyed', 'login/keyed-again'].map(
      (name) => readOptions(evidence, name)?.['challenge'],
    );
    if (challenges.includes(undefined)) {
      return differs(`a begin with a key: ${describeAnswer(again)}`, 'SDK `idempotency`: leave it off');
    }
    return challenges[0] === challenges[1]
      ? holds('the second begin with a key is answered as the first')
      : differs(
          'the key is ignored',
          'SDK `idempotency`: leave it off, since a retried POST would count twice',
        );
  });
}

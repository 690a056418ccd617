import { describeAnswer } from '../ask.ts';
import type { Evidence } from '../evidence.ts';
import type { Verdict } from '../types.ts';
import { cannotTell, differs, holds, judgeAnswer } from './judging.ts';

const needsOrigin = 'the origin of your page: --origin';

/** Whether a list such as that of `Access-Control-Allow-Headers` has the name (Fetch Standard, section "CORS protocol"). */
function lists(headers: Headers, list: string, name: string, isSafe = false): boolean {
  const names = (headers.get(list) ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim());
  return names.includes(name.toLowerCase()) || (names.includes('*') && !isSafe);
}

function isAllowed({ origin }: Evidence, headers: Headers): boolean {
  const allowed = headers.get('Access-Control-Allow-Origin');
  return allowed === '*' || allowed === origin;
}

export function judgePageOrigin(evidence: Evidence): Verdict {
  return judgeAnswer(evidence.answers.get('preflight/origin'), needsOrigin, (answer) => {
    const { headers, status } = answer;
    const isAccepted = status >= 200 && status < 300 && isAllowed(evidence, headers);
    // The asterisk does not stand for `Authorization`.
    return isAccepted && lists(headers, 'Access-Control-Allow-Headers', 'Authorization', true)
      ? holds('the preflight allows it, with a token')
      : differs(
          `the preflight does not (${describeAnswer(answer)})`,
          'have the origin listed at the tenant; or SDK `endpoints.selfService` with a path of your own server that passes calls on; mock `origins`',
        );
  });
}

export function judgeExposedHeaders(evidence: Evidence): Verdict {
  const { answers } = evidence;
  return judgeAnswer(answers.get('me/origin'), needsOrigin, ({ headers }) => {
    if (!isAllowed(evidence, headers)) return cannotTell('an origin that may call');
    const hidden = ['ETag', 'Retry-After', 'Date'].filter(
      (name) => !lists(headers, 'Access-Control-Expose-Headers', name),
    );
    const asked = answers.get('preflight/origin')?.headers ?? new Headers();
    const key = lists(asked, 'Access-Control-Allow-Headers', 'X-Idempotency-Key');
    if (hidden.length === 0 && key) return holds('it may');
    const odd = [
      hidden.length > 0 && `hidden: ${hidden.join(', ')}`,
      !key && 'not to be sent: X-Idempotency-Key',
    ].filter((each) => typeof each === 'string');
    return differs(
      odd.join('; '),
      key
        ? 'no option needed: the SDK does without'
        : 'SDK `idempotency`: leave it off; the SDK does without the rest',
    );
  });
}

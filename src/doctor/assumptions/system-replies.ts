import { parseUser } from '../../api/system.ts';
import { describeAnswer, isSuccess } from '../ask.ts';
import type { Evidence } from '../evidence.ts';
import type { Verdict } from '../types.ts';
import { cannotTell, differs, holds, judgeAnswer, needs } from './judging.ts';

/** Answers of the system API are no evidence when the token itself was refused. */
const refused = 'a client with the scope identity';

export function judgeUser({ answers, hasClient }: Evidence): Verdict {
  if (hasClient && !isSuccess(answers.get('token')))
    return cannotTell('the token endpoint: --token-endpoint');
  return judgeAnswer(answers.get('system/user'), needs.backendUser, (answer) => {
    if (answer.status === 401 || answer.status === 403) return cannotTell(refused);
    if (answer.status === 404) return cannotTell('the ID of a user of this pool: --user');
    try {
      parseUser(answer.body);
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unreadable.';
      return differs(
        isSuccess(answer) ? reason : describeAnswer(answer),
        'SDK `endpoint` of the system client, or `fetch` of it to translate the reply',
      );
    }
    return answer.headers.has('ETag')
      ? holds('they do')
      : differs('there is no ETag', 'no option needed: leave out `ifMatch`, and every write is taken');
  });
}

export function judgeUnknownUser({ answers, hasClient }: Evidence): Verdict {
  if (hasClient && !isSuccess(answers.get('token')))
    return cannotTell('the token endpoint: --token-endpoint');
  return judgeAnswer(answers.get('system/unknown-user'), needs.client, (answer) => {
    if (answer.status === 401 || answer.status === 403) return cannotTell(refused);
    return answer.status === 404 && answer.is === 'json'
      ? holds(describeAnswer(answer))
      : differs(describeAnswer(answer), 'SDK `endpoint` of the system client: the address of the API');
  });
}

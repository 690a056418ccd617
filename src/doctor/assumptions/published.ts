import { describeAnswer } from '../ask.ts';
import { anyOptions, toObject } from '../evidence.ts';
import { judgeExposedHeaders, judgePageOrigin } from './cross-origin.ts';
import { judgeEnrolment } from './enrol-replies.ts';
import { judgeUse } from './sign-in-replies.ts';
import { type Assumption, cannotTell, differs, holds, judgeAnswer, needs } from './judging.ts';
import {
  judgeFiveMinutes,
  judgeIssuer,
  judgeMode,
  judgeOAuthEndpoints,
  judgeReadable,
  judgeRefusal,
  judgeResidentKey,
} from './published-replies.ts';
import { judgeUnknownUser, judgeUser } from './system-replies.ts';

/** Published by the vendor, so no assumption; a proxy, a theme or a setting can still make a tenant differ. */
export const published: readonly Assumption[] = [
  { id: 'issuer', assumption: 'Discovery names the issuer as it was given', judge: judgeIssuer },
  {
    id: 'oauth-endpoints',
    assumption: 'The OAuth endpoints are below the issuer',
    judge: judgeOAuthEndpoints,
  },
  {
    id: 'key-set',
    assumption: 'The key set has keys',
    judge: ({ answers }) =>
      judgeAnswer(answers.get('jwks'), needs.inside, (answer) => {
        const { keys } = toObject(answer.body);
        return Array.isArray(keys) && keys.length > 0
          ? holds('it has')
          : differs(describeAnswer(answer), 'your OIDC library: give it the address of the key set');
      }),
  },
  {
    id: 'self-service',
    assumption: 'The self-service API is at `{issuer}/identity`, and refuses a call without a token with 401',
    judge: ({ answers }) =>
      judgeAnswer(answers.get('me/without-token'), needs.inside, (answer) =>
        answer.status === 401 && answer.is === 'json'
          ? holds(describeAnswer(answer))
          : differs(describeAnswer(answer), 'SDK `endpoints.selfService`: the address of the API'),
      ),
  },
  {
    id: 'refusals',
    assumption: 'A refusal has `status_code`, `error`, `error_code` and `details`',
    judge: judgeRefusal,
  },
  { id: 'page-origin', assumption: 'Your page may call the API from its origin', judge: judgePageOrigin },
  {
    id: 'exposed-headers',
    assumption: 'Your page may read `ETag`, `Retry-After` and `Date`, and send `X-Idempotency-Key`',
    judge: judgeExposedHeaders,
  },
  { id: 'mode', assumption: '`me` says which family is active', judge: judgeMode },
  { id: 'options', assumption: 'Begins answer with options that the SDK can read', judge: judgeReadable },
  {
    id: 'resident-key',
    assumption: "Smart's enrolment asks for a discoverable credential, Classic's does not",
    judge: judgeResidentKey,
  },
  {
    id: 'challenge-lifetime',
    assumption: 'A challenge lives 5 minutes',
    judge: (evidence) => {
      const options = anyOptions(evidence);
      if (!options) return cannotTell(`an accepted begin: ${needs.pool}, or ${needs.user}`);
      return options['timeout'] === 300_000
        ? holds('`timeout` is 300000')
        : differs('`timeout` is another', 'no option needed: prefetched options are renewed by `timeout`');
    },
  },
  { id: 'five-minutes', assumption: 'Changes need a sign-in of the last 5 minutes', judge: judgeFiveMinutes },
  {
    id: 'enrolment',
    assumption: 'A passkey can be enrolled, named and removed by its user',
    judge: judgeEnrolment,
  },
  { id: 'use', assumption: 'A new passkey signs in', judge: judgeUse },
  {
    id: 'user-details',
    assumption: 'User details list credentials with `id` and `type`, and come with an ETag',
    judge: judgeUser,
  },
  { id: 'unknown-user', assumption: 'An unknown user is 404', judge: judgeUnknownUser },
];

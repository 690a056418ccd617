import { describeAnswer, isSuccess } from '../ask.ts';
import { readBody, toStrings } from '../evidence.ts';
import {
  judgeHostedCalls,
  judgeHostedPage,
  judgeSettings,
  judgeSignInPaths,
  judgeSystemWorkspace,
  judgeVanity,
} from './address-replies.ts';
import { type Assumption, differs, holds, judgeAnswer, needs, unobservable } from './judging.ts';

export const addresses: readonly Assumption[] = [
  {
    id: 'sign-in-of-tenant-domain',
    assumption: 'With a vanity domain of the tenant, sign-in is at `https://host/identity/{poolId}`',
    judge: (evidence) => judgeVanity(evidence, 'tenant'),
  },
  {
    id: 'sign-in-of-workspace-domain',
    assumption: 'So it is with a vanity domain of one workspace, which does not tell the ID of the workspace',
    judge: (evidence) => judgeVanity(evidence, 'workspace'),
  },
  {
    id: 'system-workspace',
    assumption:
      'The `system` workspace, which gives backends their tokens, is not on the vanity domain of another workspace',
    judge: judgeSystemWorkspace,
  },
  {
    id: 'sign-in-paths',
    assumption:
      '`login/{family}/begin` and `/complete`, `login/password` and `register/{family}/complete` beside the published call',
    judge: judgeSignInPaths,
  },
  {
    id: 'hosted-page',
    assumption:
      'The sign-in page of a pool is `/{tenant}/identity/{poolId}/login`, by analogy with its published sibling `register`; an activation link leads to `activate`',
    judge: judgeHostedPage,
  },
  {
    id: 'hosted-call-without-transaction',
    assumption:
      'A call of a hosted page without `login_id` is for the workspace of `server_id`, or for the first of the pool that has the family',
    judge: judgeHostedCalls,
  },
  {
    id: 'sign-up-in-finish',
    assumption:
      'A sign-up creates the account in `finish`; the form with `action=submit` goes on with the sign-in',
    judge: unobservable(needs.change),
  },
  {
    id: 'lost-passkey-begin',
    assumption:
      '`POST {page}/webauthn/begin` is for a lost passkey where its query has `login_id`; else it is our own protocol',
    judge: unobservable(needs.transaction),
  },
  {
    id: 'lost-passkey-views',
    assumption: 'The views `lost_passkey_view` and `code_view`, and the action `change_to_lost_passkey`',
    judge: unobservable(needs.transaction),
  },
  {
    id: 'form-after-activation',
    assumption:
      'The form after an activation has `authn_mode` and `web_authn_error`, the one after a recovery `identifier` too, as after a sign-in',
    judge: unobservable(needs.change),
  },
  {
    id: 'forced-reauthentication',
    assumption:
      'Whoever is signed in and is asked again (`prompt=login`, `max_age`) cannot be changed, except with `prompt=select_account`',
    judge: unobservable(needs.transaction),
  },
  {
    id: 'place-of-sign-in',
    assumption: 'A sign-in names its place by `workspace_id`, or by `login_id` and `login_state`',
    judge: ({ answers }) =>
      judgeAnswer(answers.get('login/no-place'), `an accepted begin of a sign-in; ${needs.pool}`, (answer) =>
        answer.status === 400
          ? holds('a begin without a place is refused with 400')
          : differs(
              `a begin without a place: ${describeAnswer(answer)}`,
              'SDK `onBegin`: put into the body what your sign-in takes; `workspaceId` and `transaction` are what it is given',
            ),
      ),
  },
  {
    id: 'sign-up-signs-in',
    assumption: 'Sign-up ends signed in: `register/{family}/complete` answers as a sign-in does',
    judge: unobservable(needs.ceremony),
  },
  {
    id: 'workspace-settings',
    assumption:
      'Settings of a workspace are at `/api/admin/{tenant}/servers/{workspace}`, with a vanity domain without the tenant',
    judge: (evidence) =>
      judgeAnswer(evidence.answers.get('system/workspace'), needs.client, (answer) =>
        judgeSettings(answer.status, () =>
          toStrings(readBody(evidence, 'system/workspace')?.['authentication_mechanisms']).length > 0
            ? holds('they name the authentication mechanisms')
            : differs(describeAnswer(answer), 'nothing to set: the SDK does not read these settings'),
        ),
      ),
  },
  {
    id: 'pool-settings',
    assumption: 'RP ID and origins are `webauthn_settings`, capacities are `limits` of the pool',
    judge: (evidence) =>
      judgeAnswer(evidence.answers.get('system/pool'), needs.client, (answer) =>
        judgeSettings(answer.status, () => {
          const pool = readBody(evidence, 'system/pool') ?? {};
          const missing = ['webauthn_settings', 'limits'].filter((name) => !(name in pool));
          return missing.length === 0
            ? holds('both are there')
            : differs(
                isSuccess(answer) ? `the pool has no ${missing.join(', no ')}` : describeAnswer(answer),
                'nothing to set: the SDK does not read these settings; give `capacity` if the list should show one',
              );
        }),
      ),
  },
];

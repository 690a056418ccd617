import { describeAnswer, isSuccess } from '../ask.ts';
import { type Evidence, families, toObject } from '../evidence.ts';
import type { Verdict } from '../types.ts';
import { cannotTell, describeAll, differs, holds, isApi, judgeAnswer, needs } from './judging.ts';

export const judgeSettings = (status: number, judge: () => Verdict): Verdict =>
  status === 401 || status === 403
    ? cannotTell('a client that may read the settings: scope identity or manage_configuration')
    : judge();

/** `undefined` in the standard layout. */
function vanityDomain({ workspace }: Evidence): 'tenant' | 'workspace' | undefined {
  if (workspace.tenantId !== '') return undefined;
  return workspace.issuer === workspace.root ? 'workspace' : 'tenant';
}

export function judgeVanity(evidence: Evidence, kind: 'tenant' | 'workspace'): Verdict {
  if (vanityDomain(evidence) !== kind) {
    return cannotTell(`an issuer on a vanity domain of the ${kind}: this one has another layout`);
  }
  if (kind === 'workspace' && evidence.workspace.workspaceId === undefined) {
    return differs('the issuer does not name the workspace', 'SDK `workspaceId` (here --workspace)');
  }
  return judgeSignInPaths(evidence);
}

export function judgeSystemWorkspace(evidence: Evidence): Verdict {
  const { answers } = evidence;
  if (vanityDomain(evidence) === 'workspace' && !answers.has('system/discovery')) {
    return cannotTell("the tenant's token endpoint: --token-endpoint");
  }
  return judgeAnswer(answers.get('system/discovery'), needs.client, (answer) =>
    typeof toObject(answer.body)['token_endpoint'] === 'string'
      ? holds('the system workspace is where the system client looks for it')
      : differs(
          `no system workspace at the expected URL: ${describeAnswer(answer)}`,
          'SDK `tokenEndpoint` of the system client (here --token-endpoint)',
        ),
  );
}

export function judgeSignInPaths({ answers }: Evidence): Verdict {
  const begun = families.flatMap((family) => answers.get(`login/${family}`) ?? []);
  return judgeAnswer(begun[0], needs.pool, () =>
    begun.some(isApi)
      ? holds('begin answers; complete, password and sign-up were not asked for')
      : differs(
          describeAll(begun),
          'SDK `endpoints.signIn`, or `endpoints.loginBegin` and its siblings, with the URLs of your backend; without one sign in on the hosted page only',
        ),
  );
}

export function judgeHostedCalls({ answers }: Evidence): Verdict {
  const asked = families.flatMap((family) => answers.get(`hosted/${family}`) ?? []);
  return judgeAnswer(asked[0], needs.pool, () =>
    asked.some((answer) => isSuccess(answer))
      ? holds('options are given without a sign-in under way')
      : differs(describeAll(asked), 'no option needed: the element stands on a page that has `login_id`'),
  );
}

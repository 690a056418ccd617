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

/** A sign-in of an app leads to the true page; without one the page is asked for at its assumed address. */
export function judgeHostedPage({ answers }: Evidence): Verdict {
  const cure =
    'no option needed on a page that Connect leads people to; elsewhere set SDK `hosted`, and check poolId and tenantId';
  const [assumed, led] = ['hosted/page', 'app/page'].map((name) => answers.get(name));
  if (answers.has('app/authorize') && !led) {
    const said = describeAll([...answers.values()].filter(({ name }) => name.startsWith('app/authorize')));
    return cannotTell(`an app whose sign-in leads to a hosted page: --app, --redirect-uri; ${said}`);
  }
  return judgeAnswer(led ?? assumed, needs.pool, (answer) => {
    if (answer.is !== 'page' || answer.status === 404) return differs(describeAnswer(answer), cure);
    if (!led) return holds('login is a page; activate was not asked for');
    return assumed?.is === 'page' && led.path === assumed.path
      ? holds("the app's sign-in leads to it; activate was not asked for")
      : differs(`the app's sign-in leads to ${led.path}`, cure);
  });
}

export function judgeHostedCalls({ answers }: Evidence): Verdict {
  const asked = families.flatMap((family) => answers.get(`hosted/${family}`) ?? []);
  return judgeAnswer(asked[0], needs.pool, () =>
    asked.some((answer) => isSuccess(answer))
      ? holds('options are given without a sign-in under way')
      : differs(describeAll(asked), 'no option needed: the element stands on a page that has `login_id`'),
  );
}

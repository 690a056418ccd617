import { describeAnswer, errorCode } from '../ask.ts';
import type { Evidence } from '../evidence.ts';
import { secondsAt } from '../token-content.ts';
import type { Verdict } from '../types.ts';
import { judgeOtherBrowser, judgeTokens } from './sign-in-replies.ts';
import { oauth } from './oauth.ts';
import { cannotTell, differs, holds, judgeAnswer, needs, unobservable, type Assumption } from './judging.ts';

export const tokens: readonly Assumption[] = [
  {
    id: 'token-form',
    assumption: 'Tokens are JWTs signed with ES256 by a key that the mock makes',
    judge: (evidence) => {
      const asked = evidence.answers.has('me');
      if (!asked) return cannotTell(needs.user);
      const cure =
        'no option needed: the SDK does not verify access tokens, and reads `sub` and `auth_time` where it can';
      if (!evidence.token) return differs('the access token is opaque', cure);
      return evidence.token.header['alg'] === 'ES256'
        ? holds('a JWT with ES256')
        : differs('a JWT with another algorithm', cure);
    },
  },
  {
    id: 'audience',
    assumption: "Audience of a user's token is `{issuer}/identity`, of a backend's the system base",
    judge: judgeAudience,
  },
  {
    id: 'first-party-tokens',
    assumption:
      'A sign-in outside of an OAuth transaction is answered with tokens for the first-party client',
    judge: judgeTokens,
  },
  ...oauth,
  {
    id: 'lifetimes',
    assumption: 'Access and ID tokens live 1 hour, refresh tokens 30 days, codes 1 minute, sessions 8 hours',
    judge: judgeLifetime,
  },
  {
    id: 'browser-of-sign-in',
    assumption:
      'A sign-in page belongs to the browser that `/oauth2/authorize` sent there: every call about it needs the cookie of that browser, else 400 `transaction_over`. Pages of other origins cannot send it, since CORS allows no credentials',
    judge: judgeOtherBrowser,
  },
  {
    id: 'second-factor-without-cookie',
    assumption: 'A second factor outside of an authorization needs no cookie',
    judge: unobservable('the password of a test user: try it by hand, the doctor takes none'),
  },
  {
    id: 'session-secret',
    assumption: "A session's secret changes at every sign-in",
    judge: unobservable(needs.transaction),
  },
  {
    id: 'sign-in-over',
    assumption:
      'A sign-in that is over answers 400 `transaction_over`; its page, and every page that people go through, is HTML and never JSON',
    judge: ({ answers }) =>
      judgeAnswer(answers.get('hosted/over'), needs.hosted, (answer) =>
        answer.status === 400 && errorCode(answer) === 'transaction_over'
          ? holds('400 transaction_over for a sign-in that there is not')
          : differs(
              describeAnswer(answer),
              'no option needed: the element shows what the page leads to; write a page for people whose sign-in took too long',
            ),
      ),
  },
  {
    id: 'page-lifetime',
    assumption: 'A sign-in page has 30 minutes',
    judge: unobservable(needs.transaction),
  },
  {
    id: 'password-hashes',
    assumption: 'Passwords are hashed with 1,000 rounds of PBKDF2, so that a server starts quickly',
    judge: unobservable(needs.mockOnly),
  },
];

const opaque = 'an access token that is a JWT: --token';

function judgeAudience({ token, workspace }: Evidence): Verdict {
  if (!token) return cannotTell(opaque);
  const audience = [token.claims['aud']].flat();
  return audience.includes(`${workspace.issuer}/identity`)
    ? holds("the user's token has it; a backend's was not looked into")
    : differs(
        "the user's token has another audience",
        'no option needed: the SDK does not look into access tokens for it',
      );
}

function judgeLifetime({ token }: Evidence): Verdict {
  const [from, to] = [secondsAt(token, 'iat'), secondsAt(token, 'exp')];
  if (from === undefined || to === undefined) return cannotTell(opaque);
  return to - from === 3600
    ? holds('an access token lives 1 hour; the others were not seen')
    : differs(
        `an access token lives ${Math.round((to - from) / 60)} min`,
        'SDK `accessToken`: give a fresh token each time it is asked for, whatever its lifetime',
      );
}

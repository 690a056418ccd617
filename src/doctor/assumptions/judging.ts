import { describeAnswer, isSuccess, type Answer } from '../ask.ts';
import type { Evidence } from '../evidence.ts';
import type { Verdict } from '../types.ts';

export interface Assumption {
  readonly id: string;
  /** The words of mock-server/ASSUMPTIONS.md. */
  readonly assumption: string;
  readonly judge: (evidence: Evidence) => Verdict;
}

export const holds = (observed: string): Verdict => ({ is: 'holds', observed });
export const differs = (observed: string, cure: string): Verdict => ({ is: 'differs', observed, cure });
export const cannotTell = (needs: string): Verdict => ({ is: 'cannot-tell', needs });

/** For an assumption that no call of the doctor can show. */
export const unobservable = (needs: string) => (): Verdict => cannotTell(needs);

export const needs = {
  pool: 'the ID of the pool: --pool',
  user: 'an access token of a user, younger than 5 minutes: --token',
  client: 'a client of the system workspace: --client, --client-secret and --pool',
  backendUser: 'a client of the system workspace and a user: --client, --client-secret, --pool and --user',
  passkeys: 'a token of a user who has passkeys: --token',
  smartPasskey: 'a token of a user who has a Smart passkey: --token',
  enrol: 'a passkey that is enrolled for a test user: --enrol, with --token',
  use: 'a sign-in with a passkey of a test user: --enrol, with --token, and --app or --pool',
  ceremony: 'a ceremony that goes wrong or on in a special way: try it by hand with a test user',
  change: 'a change of a test user that the doctor does not make: try it by hand',
  guesses: 'wrong guesses, which lock people out: ask the vendor',
  mockOnly: 'nothing: it is about the mock server, a tenant has no such thing',
  hosted: 'a begin that the hosted page accepts, and the ID of the pool: --pool',
  transaction: 'a sign-in under way in a browser: try it by hand',
  inside: 'a look into the server: ask the vendor, or do without',
} as const;

/** Judges an answer. Without one (the call was not made, or the network failed) the finding is `cannot-tell`. */
export function judgeAnswer(
  answer: Answer | undefined,
  missing: string,
  judge: (answer: Answer) => Verdict,
): Verdict {
  if (!answer) return cannotTell(missing);
  if (answer.status === 0 || answer.status === 429 || answer.status >= 500) {
    return cannotTell(`an answer of ${answer.name}, which got ${describeAnswer(answer)}: start again later`);
  }
  return judge(answer);
}

/** `login/webauthn: 403 mechanism_not_allowed`, joined by commas. */
export const describeAll = (answers: readonly Answer[]): string =>
  answers.map((answer) => `${answer.name}: ${describeAnswer(answer)}`).join(', ');

/** The JSON of the API: a success, or a refusal with a code or in the vendor's form. */
export const isApi = (answer: Answer | undefined): boolean =>
  answer?.is === 'json' && (isSuccess(answer) || [400, 401, 403, 412, 422].includes(answer.status));

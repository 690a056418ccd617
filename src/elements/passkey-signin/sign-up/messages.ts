import type { PasskeyErrorCode } from '../../../errors.ts';
import type { Messages } from '../../../i18n/en.ts';
import type { Situation } from '../messages.ts';

type Words = Messages['signUp'];

/** Failures after which a person does something else at a sign-up than at a sign-in. */
const failures: Partial<Record<PasskeyErrorCode, keyof Words>> = {
  cancelled: 'cancelled',
  unsupported: 'unsupported',
  mechanism_disabled: 'unavailable',
  mode_mismatch: 'unavailable',
  already_registered: 'hasPasskey',
  verification_failed: 'failed',
  unauthorized: 'failed',
  forbidden: 'failed',
  not_found: 'failed',
};

/** The code of an activation link is refused in as many ways as there are servers. */
const linkFailures: Partial<Record<PasskeyErrorCode, keyof Words>> = {
  ...failures,
  verification_failed: 'linkOver',
  challenge_expired: 'linkOver',
  unauthorized: 'linkOver',
  forbidden: 'linkOver',
  not_found: 'linkOver',
  invalid_request: 'linkOver',
  wrong_code: 'linkOver',
};

/** The error of the field; `undefined` while the name has none. */
export function nameProblem({ screen, progress }: Situation, words: Words): string | undefined {
  if (screen.is !== 'sign-up' || screen.byLink || progress.is !== 'failed') return undefined;
  const { code } = progress.error;
  return code === 'conflict' ? words.taken : code === 'invalid_request' ? words.refused : undefined;
}

/** The text of the live region; `undefined` where the sign-in's own words serve. A problem of the field has its text there. */
export function signUpText(situation: Situation, words: Words): string | undefined {
  const { screen, progress, cancelMessage } = situation;
  if (screen.is === 'done' && screen.newAccount) {
    return screen.redirecting ? words.createdRedirecting : words.created;
  }
  if (screen.is !== 'sign-up' || progress.is !== 'failed') return undefined;
  if (nameProblem(situation, words) !== undefined) return '';
  const { code } = progress.error;
  const isRefused = code === 'cancelled' || code === 'authenticator_unfit';
  if (isRefused && cancelMessage === 'refusedAtOnce') return words.refusedAtOnce;
  const name = (screen.byLink ? linkFailures : failures)[code];
  return name && words[name];
}

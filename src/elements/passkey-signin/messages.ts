import type { Messages } from '../../i18n/en.ts';
import type { PasskeyError } from '../../errors.ts';
import type { PasswordFeedback } from './password-form.ts';
import { isSignIn, type Progress, type Screen, type Step } from './state.ts';

/** Milliseconds: a refusal this fast was not a person's answer. Web views without WebAuthn rights refuse this way. */
const instantRefusalMs = 250;

type CancelMessage = 'cancelledFirst' | 'cancelledAgain' | 'cancelledUsedBefore' | 'refusedAtOnce';

/** Counts the prompts that ended without a passkey, to find the message that helps. */
export class Cancellations {
  #count = 0;
  #instant = 0;
  #usedBefore = false;

  /** `undefined` while there were none. */
  get message(): CancelMessage | undefined {
    if (this.#count === 0) return undefined;
    if (this.#instant > 1) return 'refusedAtOnce';
    if (this.#usedBefore) return 'cancelledUsedBefore';
    return this.#count === 1 ? 'cancelledFirst' : 'cancelledAgain';
  }

  record(error: PasskeyError, { milliseconds, usedBefore }: Refusal): void {
    if (error.code !== 'cancelled') return;
    this.#count += 1;
    this.#instant = milliseconds < instantRefusalMs ? this.#instant + 1 : 0;
    this.#usedBefore = usedBefore;
  }

  reset(): void {
    this.#count = 0;
    this.#instant = 0;
  }
}

export interface Refusal {
  /** From the click to the refusal. */
  readonly milliseconds: number;
  /** A passkey was used in this browser before. */
  readonly usedBefore: boolean;
}

/** The input of the messages. */
export interface Situation {
  readonly screen: Screen;
  readonly progress: Progress;
  readonly method: 'passkey' | 'password';
  readonly step: Step;
  readonly cancelMessage: CancelMessage | undefined;
  readonly words: Messages['signIn'];
  readonly errors: Messages['errors'];
}

/** The text of the live region; empty while there is nothing to report. */
export function statusText(situation: Situation): string {
  const { screen, progress, method, words } = situation;
  if (screen.is === 'done') return screen.redirecting ? words.redirecting : words.signedIn;
  if (screen.is === 'unavailable') return words.unavailable;
  if (screen.is === 'expired') return words.expired;
  if (progress.is === 'pending' && method === 'password') return words.signingIn;
  return progress.is === 'failed' ? failureText(situation, progress.error) : '';
}

/** Feedback at the password form. Only wrong credentials make its fields invalid. */
export function passwordFeedback(situation: Situation, language: string): PasswordFeedback {
  const { progress, method } = situation;
  if (method !== 'password' || progress.is !== 'failed') {
    return { isPending: method === 'password' && progress.is === 'pending' };
  }
  const isInvalid = progress.error.code === 'wrong_credentials';
  return { isPending: false, error: { text: statusText(situation), language, isInvalid } };
}

/** The label of the passkey button while its attempt is pending. */
export function pendingLabel({ screen, step, words }: Situation): string {
  if (screen.is === 'offer') return words.creating;
  return step === 'prompt' ? words.waiting : words.signingIn;
}

function failureText(
  { screen, method, cancelMessage, words, errors }: Situation,
  { code }: PasskeyError,
): string {
  const isOwn = code === 'cancelled' && method === 'passkey' && isSignIn(screen);
  return isOwn && cancelMessage ? words[cancelMessage] : errors[code];
}

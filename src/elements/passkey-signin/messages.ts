import type { Messages } from '../../i18n/en.ts';
import type { PasskeyError } from '../../errors.ts';
import type { Passkeys } from '../../client/types.ts';
import { errorText } from '../shared/error-text.ts';
import { toPasskeyError } from '../shared/task.ts';
import type { PasswordFeedback } from './fields/password-form.ts';
import { isSignIn, type Progress, type Screen, type Step } from './state.ts';

/** Milliseconds: a refusal this fast was not a person's answer. Web views without WebAuthn rights refuse this way. */
const instantRefusalMs = 250;

type CancelMessage = 'cancelledFirst' | 'cancelledAgain' | 'cancelledUsedBefore' | 'refusedAtOnce';

/** Counts the prompts that ended without a passkey, to find the message that helps. */
export class Cancellations {
  #count = 0;
  #instant = 0;
  /** A passkey was used in this browser before. */
  #usedBefore = false;

  /** `undefined` while there were none. */
  get message(): CancelMessage | undefined {
    if (this.#count === 0) return undefined;
    if (this.#instant > 1) return 'refusedAtOnce';
    if (this.#usedBefore) return 'cancelledUsedBefore';
    return this.#count === 1 ? 'cancelledFirst' : 'cancelledAgain';
  }

  /** @param prompt its cancels are counted */
  async watch<T>({ memory }: Passkeys, prompt: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await prompt();
    } catch (thrown) {
      if (isUnexplained(toPasskeyError(thrown))) {
        this.#count += 1;
        this.#instant = performance.now() - began < instantRefusalMs ? this.#instant + 1 : 0;
        this.#usedBefore = memory.usedCredentialIds.length > 0;
      }
      throw thrown;
    }
  }

  reset(): void {
    this.#count = 0;
    this.#instant = 0;
  }
}

/** True if the browser gave no reason: the person cancelled, or the page's app or web view lets no passkeys through. */
const isUnexplained = ({ code, inferred }: PasskeyError): boolean =>
  code === 'cancelled' || (code === 'authenticator_unfit' && inferred);

/** The texts of a sign-up. They are loaded where a page has one. */
export interface SignUpTexts {
  /** The label of the button while the server creates the account. */
  readonly creating: string;
  /** The text of the live region; `undefined` where the sign-in's own words serve. */
  status(situation: Situation): string | undefined;
  /** The error of the field; `undefined` while the name has none. */
  nameProblem(situation: Situation): string | undefined;
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
  readonly delays: Messages['delays'];
  readonly signUp: SignUpTexts | undefined;
}

/** The text of the live region; empty while there is nothing to report. */
export function statusText(situation: Situation): string {
  const { screen, progress, method, words } = situation;
  const ofSignUp = situation.signUp?.status(situation);
  if (ofSignUp !== undefined) return ofSignUp;
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
export function pendingLabel({ screen, step, words, signUp }: Situation): string {
  if (screen.is === 'offer') return words.creating;
  if (screen.is === 'sign-up' && step === 'server' && signUp) return signUp.creating;
  return step === 'prompt' ? words.waiting : words.signingIn;
}

function failureText(situation: Situation, error: PasskeyError): string {
  const { screen, method, cancelMessage, words } = situation;
  const isOwn = error.code === 'cancelled' && method === 'passkey' && isSignIn(screen);
  return isOwn && cancelMessage ? words[cancelMessage] : errorText(error, situation);
}

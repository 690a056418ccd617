import { signUp } from '../../../i18n/en/sign-up.ts';
import type { Messages } from '../../../i18n/en.ts';
import type { SignUpPart } from '../view.ts';
import { nameProblem, signUpText } from './messages.ts';
import { signUpView } from './view.ts';

/** The English words of the part. */
export const english = { signUp };

/** The view and the texts of a sign-up, for pages that have one. */
export const createSignUpPart = (words: Messages['signUp']): SignUpPart => ({
  creating: words.creating,
  status: (situation) => signUpText(situation, words),
  nameProblem: (situation) => nameProblem(situation, words),
  view: (state, actions, templates) => signUpView(state, actions, words, templates),
});

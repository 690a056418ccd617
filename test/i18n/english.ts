import { managerDialogs } from '../../src/i18n/en/dialogs.ts';
import { helpdesk } from '../../src/i18n/en/helpdesk.ts';
import { signInSteps } from '../../src/i18n/en/sign-in-steps.ts';
import { signUp } from '../../src/i18n/en/sign-up.ts';
import { delays, errors, manager, signIn, type Messages } from '../../src/i18n/en.ts';

/** All English words, of which an element has a part at first and the rest on demand. */
export const en: Messages = {
  errors,
  signIn: { ...signIn, ...signInSteps },
  signUp,
  manager: { ...manager, ...managerDialogs },
  helpdesk,
  delays,
};

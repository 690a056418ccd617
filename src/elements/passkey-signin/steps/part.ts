/** Everything of the second factor and of the offer, in one file that is loaded before either is needed. */
import { signInSteps } from '../../../i18n/en/sign-in-steps.ts';

export { createOrOffer } from './offer.ts';
export { offer, secondFactor } from './view.ts';

export const english = { signIn: signInSteps };

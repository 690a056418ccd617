/** The words of `signIn` for the steps that come after a sign-in has begun: second factor and offer. */
export const signInSteps = {
  secondFactorTitle: 'One more step',
  secondFactorText: 'Confirm that it’s you with your passkey.',
  secondFactorButton: 'Continue with a passkey',
  startOver: 'Start over',
  offerTitle: 'Sign in faster next time',
  offerText: 'Create a passkey on this device, and your fingerprint, face or screen lock signs you in.',
  offerTextAfterPhone:
    'You used a passkey from another device. Create one here too, and your fingerprint, face or screen lock signs you in.',
  offerTextAgain:
    'The way passkeys work here has changed. Set yours up again, and your fingerprint, face or screen lock signs you in.',
  offerButton: 'Create a passkey',
  notNow: 'Not now',
  creating: 'Creating your passkey…',
};

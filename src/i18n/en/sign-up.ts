/** The words of a sign-up, loaded where a page has it. */
export const signUp = {
  text: 'Your account gets a passkey. You’ll sign in with your fingerprint, face or screen lock, without a password.',
  button: 'Create an account with a passkey',
  creating: 'Creating your account…',
  haveAccount: 'I already have an account',
  taken: 'There’s already an account with this name. Sign in with it, or choose another name.',
  refused: 'This name can’t be used. Check it, or choose another one.',
  cancelled: 'Your account hasn’t been created. You can try again whenever you like.',
  refusedAtOnce:
    'This app or browser doesn’t let passkeys through. Open this page in your usual browser to create your account.',
  unsupported:
    'This browser can’t create passkeys. Open this page in another browser to create your account.',
  unavailable: 'Accounts can’t be created with a passkey here. Create yours another way.',
  hasPasskey: 'This device already has a passkey for this account. Sign in with it.',
  failed: 'Your account couldn’t be created. Please try again.',
  created: 'Your account is ready, and you’re signed in.',
  createdRedirecting: 'Your account is ready. Taking you there…',
  /** About the link of an activation message. */
  linkOver: 'This link has expired or was already used. Ask for a new one.',
};

/**
 * The English words, from which the type of every other language is taken. Each group is exported on its own, so
 * that an element bundles only the groups that it uses.
 */
import type { PasskeyErrorCode } from '../errors.ts';
import { signUp } from './en/sign-up.ts';
import { plural } from './plural.ts';

export const errors = {
  unsupported: 'This browser can’t use passkeys.',
  insecure_context: 'Passkeys need a secure connection.',
  blocked_by_policy: 'Passkeys can’t be used on this page.',
  wrong_domain: 'Passkeys can’t be used at this address.',
  cancelled: 'Nothing happened. You can try again whenever you like.',
  timed_out: 'That took a little too long. Try again whenever you’re ready.',
  no_passkey: 'No passkey was found on this device.',
  already_registered: 'This device already has a passkey for your account.',
  authenticator_unfit: 'This device or security key can’t hold this kind of passkey. Try another one.',
  provider_error: 'Your passkey provider couldn’t finish. Try again in a moment.',
  aborted: 'This was stopped because something else began.',
  mode_mismatch: 'This passkey has to be set up again before it works here.',
  mechanism_disabled: 'Passkeys aren’t available here.',
  unknown_credential: 'This passkey isn’t known here any more. Try another one.',
  verification_failed: 'That didn’t work. Try again, or sign in another way.',
  challenge_expired: 'That took a little too long. Please try again.',
  wrong_credentials: 'The username or password isn’t right.',
  wrong_code: 'This code isn’t right or is too old.',
  unauthorized: 'Please sign in again.',
  reauthentication_required: 'Please confirm that it’s you.',
  different_subject: 'That was another account. Please confirm with the account you’re using.',
  forbidden: 'You’re not allowed to do this.',
  capacity_reached: 'You have as many passkeys as your account can hold. Remove one to add another.',
  last_passkey: 'This is your only passkey, so it can’t be removed.',
  not_found: 'This isn’t there any more.',
  conflict: 'Something changed in the meantime. Please look again.',
  invalid_request: 'That couldn’t be accepted. Please check it and try again.',
  rate_limited: 'That was a lot of tries. Wait a moment, then try again.',
  offline: 'There’s no connection. Check your network and try again.',
  server_error: 'The server has a problem. Try again in a moment.',
  bad_response: 'The server’s answer made no sense. Try again in a moment.',
  redirect_refused: 'You can’t be taken to the next page, because its address isn’t trusted.',
  configuration: 'Passkeys aren’t set up properly on this page.',
} satisfies Record<PasskeyErrorCode, string>;

export const signIn = {
  username: 'Username or email',
  usernameMissing: 'Enter your username or email first.',
  button: 'Sign in with a passkey',
  hint: 'Use your fingerprint, face or screen lock.',
  waiting: 'Waiting for your passkey…',
  checking: 'One moment…',
  account: 'Signing in as',
  useAnotherAccount: 'Use another account',
  otherWays: 'or',
  secondFactorTitle: 'One more step',
  secondFactorText: 'Confirm that it’s you with your passkey.',
  secondFactorButton: 'Continue with a passkey',
  startOver: 'Start over',
  offerTitle: 'Sign in faster next time',
  offerText: 'Create a passkey on this device, and your fingerprint, face or screen lock signs you in.',
  offerTextAfterPhone:
    'You used a passkey from another device. Create one here too, and your fingerprint, face or screen lock signs you in.',
  offerButton: 'Create a passkey',
  notNow: 'Not now',
  signedIn: 'You’re signed in.',
  redirecting: 'You’re signed in. Taking you there…',
  unavailable: 'Passkeys aren’t available here. Please sign in another way.',
  unsupported: 'This browser can’t use passkeys. Please sign in another way.',
  cancel: 'Cancel',
  signingIn: 'Signing you in…',
  creating: 'Creating your passkey…',
  cancelledFirst: 'Nothing happened. If you don’t have a passkey yet, sign in another way.',
  cancelledAgain: 'No passkey was used this time either. Sign in another way, and create one afterwards.',
  cancelledUsedBefore:
    'Nothing happened. If your passkey isn’t offered any more, sign in another way and set it up again.',
  refusedAtOnce:
    'This app or browser doesn’t let passkeys through. Open this page in your usual browser, or sign in another way.',
  /** The label of the page's field. */
  fieldMissing: (label: string) => `Fill in “${label}” first.`,
  expired:
    'This sign-in has expired or was already used. Go back to where you came from and sign in from there.',
  /** Leads to the sign-up, and is its title. */
  createAccount: 'Create an account',
  expiredButton: 'Start again',
  expiredLink: 'Back to the app',
  offerTextAgain:
    'The way passkeys work here has changed. Set yours up again, and your fingerprint, face or screen lock signs you in.',
};

export const manager = {
  heading: 'Passkeys',
  intro: 'Sign in with your fingerprint, face or screen lock instead of a password.',
  loading: 'Loading your passkeys…',
  retry: 'Try again',
  emptyTitle: 'No passkeys yet',
  emptyText: 'Add one, and your fingerprint, face or screen lock signs you in.',
  /** Passkeys in use and the most allowed; without `capacity` the limit is unknown. */
  count: (used: number, capacity?: number) =>
    capacity === undefined
      ? plural('en', used, { one: '# passkey', other: '# passkeys' })
      : `${used} of ${capacity}`,
  full: (capacity: number) =>
    plural('en', capacity, {
      one: 'You have # passkey, the most your account can hold.',
      other: 'You have # passkeys, the most your account can hold. Remove one first.',
    }),
  add: 'Add a passkey',
  waiting: 'Waiting for your passkey…',
  notAdded: 'The passkey couldn’t be added. Please try again.',
  saving: 'Saving the passkey…',
  added: (name: string) => `“${name}” was added.`,
  addedUnnamed: 'Your passkey was added.',
  name: 'Name',
  renameOf: (name: string) => `Rename “${name}”`,
  save: 'Save',
  cancel: 'Cancel',
  renamed: (name: string) => `Now called “${name}”.`,
  unnamed: 'Unnamed passkey',
  nameInvalid: 'A name has 1 to 64 characters.',
  nameCharacters: 'A name can’t contain control characters.',
  /** After a rename that the server refused; the reason stands after it. */
  notRenamed: (name: string) => `It’s still called “${name}”.`,
  remove: 'Remove',
  removeOf: (name: string) => `Remove “${name}”`,
  removeTitle: (name: string) => `Remove “${name}”?`,
  removeText: 'You won’t be able to sign in with it any more.',
  removeAlsoFromProvider: 'Remove it from your password manager too, so that it isn’t offered any more.',
  removeOldText: 'Passkeys made for an earlier way of signing in don’t work here any more.',
  removedMany: (count: number) =>
    plural('en', count, { one: '# passkey was removed.', other: '# passkeys were removed.' }),
  removed: (name: string) => `“${name}” was removed.`,
  lastPasskey: 'Your only passkey can’t be removed. Add another one first.',
  created: (date: string) => `Created ${date}`,
  lastUsed: (date: string) => `Last used ${date}`,
  usedHere: 'Used on this browser',
  synced: 'Synced',
  thisDeviceOnly: 'On one device only',
  modeSmart: 'One tap',
  modeClassic: 'With username',
  setUpAgain: 'Must be set up again',
  bannerTitle: 'Set up your passkey again',
  bannerText: 'The way passkeys work here has changed. Your earlier ones don’t sign you in any more.',
  bannerButton: 'Set up a new passkey',
  removeOld: (count: number) =>
    plural('en', count, { one: 'Remove the old passkey', other: 'Remove # old passkeys' }),
  stepUpTitle: 'Confirm that it’s you',
  stepUpText: 'You signed in a while ago. Confirm to go on.',
  stepUpButton: 'Confirm',
  outdated: 'This list may be out of date.',
  unavailable: 'Passkeys aren’t available here.',
  unsupported: 'This browser can’t create passkeys. You can still see and remove yours.',
  /** The authenticator that the person chose, which may be this device or another one. */
  alreadyAdded: 'That device, security key or password manager already has a passkey for your account.',
  /** Default name of a passkey on a security key. */
  securityKey: 'Security key',
  /** Default name of a passkey on a phone. */
  phone: 'Phone',
  /** Names the account in the dialog that asks for a confirmation. */
  stepUpAccount: (name: string) => `Account: ${name}`,
};

/** Replaces the same keys of `manager` at a helpdesk, which speaks about the person; and the helpdesk's own words. */
export const helpdesk = {
  intro: 'What this person signs in with instead of a password.',
  loading: 'Loading the passkeys…',
  emptyText: 'This person hasn’t set one up.',
  full: (capacity: number) =>
    plural('en', capacity, {
      one: 'This person has # passkey, the most the account can hold. Remove it first.',
      other: 'This person has # passkeys, the most the account can hold. Remove one first.',
    }),
  add: 'Add on their key or phone',
  waiting: 'Waiting for the person’s security key or phone…',
  addedUnnamed: 'The passkey was added.',
  removeText: 'The person won’t be able to sign in with it any more.',
  removeAlsoFromProvider: 'Ask the person to remove it from their password manager or key too.',
  removeLastText: 'It’s the only passkey of this person. Without it they can’t sign in with a passkey.',
  removeLastConfirm: 'I know that this is the last one.',
  bannerTitle: 'A new passkey is needed',
  bannerText:
    'The way passkeys work here has changed. This person’s earlier ones don’t sign them in any more.',
  unsupported: 'This browser can’t create passkeys. You can still rename and remove this person’s.',
  sendCodeTitle: 'Set up with a code',
  sendCodeText:
    'The person gets a code by email or text message. With it, add a passkey on their key or phone.',
  address: 'Email or phone number',
  sendCode: 'Send a code',
  codeSent: (address: string) => `If ${address} is known, a code is on its way.`,
  code: 'Code',
  useCode: 'Add with the code',
  alreadyAdded: 'That security key or phone already has a passkey for this person.',
};

/** After a refusal with `Retry-After`, in place of the sentence for its error code. */
export const delays = {
  minutes: (count: number) =>
    plural('en', count, {
      one: 'That isn’t possible right now. Try again in # minute.',
      other: 'That isn’t possible right now. Try again in # minutes.',
    }),
  hours: (count: number) =>
    plural('en', count, {
      one: 'That isn’t possible right now. Try again in # hour.',
      other: 'That isn’t possible right now. Try again in # hours.',
    }),
};

export const en = { errors, signIn, signUp, manager, helpdesk, delays };

export type Messages = typeof en;

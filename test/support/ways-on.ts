/** The acts that people have next, for docs/states.md and for the tests that hold it. English words. */
import type { PasskeyErrorCode } from '../../src/errors.ts';
import { en } from '../i18n/english.ts';
import { signUp } from '../../src/i18n/en/sign-up.ts';
import type { SigninState } from './passkey-signin-states.ts';

const { errors, manager, signIn } = en;

export interface WayOn {
  /** Words that a person reads there. */
  readonly reads: string;
  /** Parts that lead on; `field` is the field, `slot` the page's other ways. */
  readonly by: readonly string[];
  /** The part that has the focus; `page`: the element leaves it where it was. */
  readonly focus: string;
}

/** Every state of `<passkey-signin>`. */
export const signinWays: Readonly<Record<SigninState, WayOn>> = {
  detecting: { reads: signIn.button, by: ['button'], focus: 'page' },
  smart: { reads: signIn.hint, by: ['button', 'field'], focus: 'page' },
  'smart-without-field': { reads: signIn.hint, by: ['button'], focus: 'page' },
  classic: { reads: signIn.hint, by: ['field', 'button'], focus: 'page' },
  'classic-known': { reads: signIn.account, by: ['button', 'other-account'], focus: 'page' },
  'with-other-ways': { reads: signIn.otherWays, by: ['button', 'slot'], focus: 'page' },
  'other-ways-first': { reads: signIn.otherWays, by: ['slot', 'button'], focus: 'page' },
  'sign-up-offered': { reads: signIn.createAccount, by: ['button', 'sign-up'], focus: 'page' },
  'sign-up': { reads: signUp.text, by: ['field', 'button', 'sign-in'], focus: 'page' },
  'name-taken': { reads: signUp.taken, by: ['field', 'sign-in'], focus: 'field' },
  waiting: { reads: signIn.waiting, by: ['cancel'], focus: 'button' },
  cancelled: { reads: signIn.cancelledFirst, by: ['button'], focus: 'button' },
  failed: { reads: errors.wrong_credentials, by: ['button'], focus: 'page' },
  'username-missing': { reads: signIn.usernameMissing, by: ['field'], focus: 'field' },
  'second-factor': { reads: signIn.secondFactorText, by: ['button', 'start-over'], focus: 'title' },
  offer: { reads: signIn.offerText, by: ['button', 'not-now'], focus: 'title' },
  done: { reads: signIn.signedIn, by: [], focus: 'status' },
  unavailable: { reads: signIn.unavailable, by: ['slot'], focus: 'status' },
  unsupported: { reads: signIn.unsupported, by: ['slot'], focus: 'page' },
};

/** Acts that an error can ask of a person, in the words of docs/states.md. */
export const acts = {
  again: 'press the same button again',
  'again or another way': 'press the same button again, or sign in another way',
  'another way': 'sign in another way: the other ways of the page stay reachable',
  'another passkey': 'use another passkey, device or security key',
  'other browser': 'open the page in another browser',
  'other page': 'create the account another way',
  correct: 'correct the entry, at its field',
  'sign in': 'sign in',
  confirm: 'confirm who they are, with the right account',
  wait: 'wait, then press the same button again',
  network: 'check the network, then press the same button again',
  'remove one': 'remove a passkey first',
  'add one': 'add another passkey first',
  look: 'look at the list, which has loaded again',
  site: 'use another page or address of the site, or ask its owner',
} as const;

export type Act = keyof typeof acts;

/** Places with words of their own. */
export type Place = 'sign-in' | 'password' | 'sign-up' | 'account';

type Acts = Act | ({ readonly otherwise: Act } & Partial<Record<Place, Act>>);

const actsByCode: Readonly<Record<PasskeyErrorCode, Acts>> = {
  unsupported: { otherwise: 'another way', 'sign-up': 'other browser', account: 'other browser' },
  insecure_context: 'site',
  blocked_by_policy: 'site',
  wrong_domain: 'site',
  cancelled: { otherwise: 'again', 'sign-in': 'again or another way' },
  timed_out: 'again',
  no_passkey: 'another way',
  already_registered: { otherwise: 'sign in', account: 'another passkey' },
  authenticator_unfit: 'another passkey',
  provider_error: 'wait',
  aborted: 'again',
  mode_mismatch: { otherwise: 'again or another way', 'sign-up': 'other page' },
  mechanism_disabled: { otherwise: 'another way', 'sign-up': 'other page', account: 'site' },
  unknown_credential: 'another passkey',
  verification_failed: { otherwise: 'again or another way', 'sign-up': 'again', account: 'again' },
  challenge_expired: 'again',
  wrong_credentials: 'correct',
  wrong_code: 'correct',
  unauthorized: { otherwise: 'sign in', 'sign-up': 'again' },
  reauthentication_required: 'confirm',
  different_subject: 'confirm',
  forbidden: { otherwise: 'site', 'sign-up': 'again' },
  capacity_reached: 'remove one',
  last_passkey: 'add one',
  not_found: { otherwise: 'look', 'sign-up': 'again' },
  conflict: { otherwise: 'look', 'sign-up': 'correct' },
  invalid_request: 'correct',
  rate_limited: 'wait',
  offline: 'network',
  server_error: 'wait',
  bad_response: 'wait',
  redirect_refused: 'site',
  configuration: 'site',
};

export function actAfter(code: PasskeyErrorCode, place: Place): Act {
  const found = actsByCode[code];
  return typeof found === 'string' ? found : (found[place] ?? found.otherwise);
}

/** States of `<passkey-manager>`, by their names in its documentation. */
export const managerWays: Readonly<Record<string, WayOn>> = {
  loading: { reads: manager.loading, by: [], focus: 'page' },
  failed: { reads: errors.server_error, by: ['retry'], focus: 'page' },
  offline: { reads: errors.offline, by: ['retry'], focus: 'page' },
  list: { reads: manager.heading, by: ['add', 'rename', 'remove'], focus: 'page' },
  empty: { reads: manager.emptyTitle, by: ['add'], focus: 'page' },
  full: { reads: manager.full(3), by: ['remove'], focus: 'page' },
  unavailable: { reads: manager.unavailable, by: ['rename', 'remove'], focus: 'page' },
  unsupported: { reads: manager.unsupported, by: ['rename'], focus: 'page' },
  adding: { reads: manager.waiting, by: ['stop-waiting'], focus: 'add' },
  naming: { reads: manager.save, by: ['input', 'save', 'cancel'], focus: 'input' },
  removing: { reads: manager.removeText, by: ['dialog-cancel', 'dialog-confirm'], focus: 'dialog-cancel' },
  confirming: { reads: manager.stepUpText, by: ['dialog-confirm', 'dialog-cancel'], focus: 'dialog-cancel' },
};

import { html, nothing, type TemplateResult } from 'lit';

import { truncate } from '../shared/truncate.ts';
import { passkeyIcon } from './icon.ts';
import { pendingLabel, statusText, type SignUpTexts, type Situation } from './messages.ts';
import { isSignIn, type Offer, type Screen } from './state.ts';

/** Everything that the view depends on. */
export interface SignInView extends Situation {
  /** Name of a known user: shown, not editable. */
  readonly account: string | undefined;
  readonly preferred: 'passkey' | 'other';
  readonly hasOtherWays: boolean;
  /** The other ways contain a marked password form, where the errors of the password are shown. */
  readonly hasPasswordForm: boolean;
  readonly hasField: boolean;
  /** The page lets people create an account. */
  readonly offersSignUp: boolean;
  readonly signUp: SignUpPart | undefined;
  /** Where the application starts a sign-in, as an http(s) URL. */
  readonly appUrl: string | undefined;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

/** The form of a sign-up and its texts. */
export interface SignUpPart extends SignUpTexts {
  view(state: SignInView, actions: SignInActions, templates: Templates): TemplateResult;
}

/** Handlers of the buttons. */
export interface SignInActions {
  readonly signIn: () => void;
  readonly prepare: () => void;
  readonly cancel: () => void;
  readonly useAnotherAccount: () => void;
  readonly createPasskey: () => void;
  readonly notNow: () => void;
  readonly startSignUp: () => void;
  readonly startSignIn: () => void;
  readonly update: () => void;
}

/** Characters of a name that are shown: the page may give a name of any length. */
const longestAccount = 128;

export function view(state: SignInView, actions: SignInActions): TemplateResult {
  const isOtherFirst = state.preferred === 'other' && isSignIn(state.screen);
  const passkey = html`
    <div part="passkey" class="stack">
      ${isOtherFirst ? nothing : identity(state, actions)}${main(state, actions)}
    </div>
  `;
  const others = otherWays(state, actions);
  const classes = state.method === 'password' ? 'base by-password' : 'base';
  return html`
    <div part="base" class=${classes} lang=${state.language} dir=${state.direction}>
      <slot name="heading"></slot>
      <slot name="before"></slot>
      ${isOtherFirst ? identity(state, actions) : nothing}
      ${state.preferred === 'other' ? [others, passkey, status(state)] : [passkey, status(state), others]}
      ${state.screen.is === 'expired' ? restart(state) : nothing}
      ${state.offersSignUp && isSignIn(state.screen) ? signUpButton(state, actions) : nothing}
      <slot name="after"></slot>
    </div>
  `;
}

/** Where the method is chosen by its own button, the account comes before both methods. */
function identity(state: SignInView, actions: SignInActions): TemplateResult | typeof nothing {
  const { screen, account, words } = state;
  if (screen.is === 'unavailable' || screen.is === 'unsupported') return field(state);
  if (!isSignIn(screen)) return nothing;
  return html`${account === undefined ? nothing : knownUser(account, words, actions)} ${field(state)}`;
}

function main(state: SignInView, actions: SignInActions): TemplateResult | typeof nothing {
  switch (state.screen.is) {
    case 'second-factor':
      return secondFactor(state, actions);
    case 'offer':
      return offer(state, actions, state.screen);
    case 'detecting':
    case 'smart':
    case 'classic':
      return form(state, actions);
    case 'sign-up':
      return state.signUp?.view(state, actions, templates) ?? signUpUntilLoaded(state, actions);
    case 'unsupported':
      return html`<slot name="unsupported"
        ><p part="text" class="text centred">${state.words.unsupported}</p></slot
      >`;
    default:
      return nothing;
  }
}

const field = ({ account, hasField }: SignInView): TemplateResult =>
  html`<slot name="username" ?hidden=${account !== undefined || !hasField}></slot>`;

function form(state: SignInView, actions: SignInActions): TemplateResult {
  const { words } = state;
  return html`
    ${passkeyButton(state, words.button, actions.signIn, actions.prepare)}
    ${isPrompting(state) ? cancelButton(state, actions) : hint(state)}
  `;
}

const isPrompting = ({ progress, method, step }: SignInView): boolean =>
  progress.is === 'pending' && method === 'passkey' && step === 'prompt';

function hint(state: SignInView): TemplateResult | typeof nothing {
  if (state.method === 'passkey' && statusText(state) !== '') return nothing;
  const text = state.progress.is === 'pending' && state.method === 'passkey' ? '' : state.words.hint;
  return html`<p part="hint" class="quiet hint">${text}</p>`;
}

/** In the place of the hint, so that nothing moves: extensions may lose a prompt, and the browser cannot end it. */
const cancelButton = ({ words }: SignInView, { cancel }: SignInActions): TemplateResult => html`
  <button part="cancel" class="link hint" type="button" @click=${cancel}>${words.cancel}</button>
`;

function knownUser(account: string, words: SignInView['words'], actions: SignInActions): TemplateResult {
  return html`
    <div part="account" class="account">
      <span class="stack tight">
        <span part="account-label" class="quiet">${words.account}</span>
        <bdi part="account-name" class="name">${truncate(account, longestAccount)}</bdi>
      </span>
      <button part="other-account" class="link" type="button" @click=${actions.useAnotherAccount}>
        ${words.useAnotherAccount}
      </button>
    </div>
  `;
}

const signUpButton = ({ words }: SignInView, { startSignUp }: SignInActions): TemplateResult => html`
  <button part="sign-up" class="link alone" type="button" @click=${startSignUp}>
    ${words.createAccount}
  </button>
`;

/** Works like the form that replaces it, so that nothing is lost where its part does not load. */
const signUpUntilLoaded = (state: SignInView, actions: SignInActions): TemplateResult => html`
  ${field(state)} ${passkeyButton(state, state.words.createAccount, actions.signIn, actions.prepare)}
`;

function secondFactor(state: SignInView, actions: SignInActions): TemplateResult {
  const { words } = state;
  return html`
    <h2 part="title" class="title" tabindex="-1">${words.secondFactorTitle}</h2>
    <p part="text" class="text">${words.secondFactorText}</p>
    ${passkeyButton(state, words.secondFactorButton, actions.signIn, actions.prepare)}
    <button part="start-over" class="button plain" type="button" @click=${actions.startSignIn}>
      ${words.startOver}
    </button>
  `;
}

function offer(state: SignInView, actions: SignInActions, about: Offer): TemplateResult {
  const { words } = state;
  const text = about.reason === 'password' ? words.offerText : words.offerTextAfterPhone;
  return html`
    <h2 part="title" class="title" tabindex="-1">${words.offerTitle}</h2>
    <p part="text" class="text">${about.again ? words.offerTextAgain : text}</p>
    ${passkeyButton(state, words.offerButton, actions.createPasskey, actions.prepare)}
    <button part="not-now" class="button plain" type="button" @click=${actions.notNow}>
      ${words.notNow}
    </button>
  `;
}

/** Never `disabled`: a disabled button loses the focus. The spinner is in the button that was pressed. */
function passkeyButton(
  state: SignInView,
  label: string,
  onClick: () => void,
  prepare: () => void,
): TemplateResult {
  const isPending = state.progress.is === 'pending';
  const isOwn = isPending && state.method === 'passkey';
  return html`
    <button
      part="button"
      class="button primary"
      type="button"
      aria-disabled=${isPending ? 'true' : nothing}
      @click=${isPending ? undefined : onClick}
      @pointerenter=${prepare}
      @focus=${prepare}
    >
      ${isOwn ? html`<span part="spinner" class="spinner"></span>` : passkeyIcon}
      <span part="label">${isOwn ? pendingLabel(state) : label}</span>
    </button>
  `;
}

/**
 * Always rendered: screen readers do not read out a live region that is inserted together with its text. The text about
 * a marked password form is visible at the form itself.
 */
function status(state: SignInView): TemplateResult {
  const isHidden = state.method === 'password' && state.hasPasswordForm && isSignIn(state.screen);
  const classes = isHidden ? 'text status visually-hidden' : 'text status';
  // Without spaces around the text, or `:empty` would not match.
  const text = html`<p part="status" class=${classes} role="status" tabindex="-1">${statusText(state)}</p>`;
  return html`<div class="announcement">${text}</div>`;
}

function restart({ appUrl, words }: SignInView): TemplateResult {
  if (appUrl !== undefined) {
    return html`<a part="restart" class="button primary" href=${appUrl}>${words.expiredLink}</a>`;
  }
  return html`
    <button part="restart" class="button primary" type="button" @click=${() => location.reload()}>
      ${words.expiredButton}
    </button>
  `;
}

/** The page's other ways to sign in stay reachable until the sign-in succeeds. */
function otherWays({ screen, words, preferred, hasOtherWays }: SignInView, actions: SignInActions) {
  const hidden = ['offer', 'done', 'second-factor', 'sign-up', 'expired'].includes(screen.is);
  const divider = html`<div part="divider" class="divider quiet">${words.otherWays}</div>`;
  return html`
    <div part="other-ways" class="stack" ?hidden=${hidden}>
      ${hasOtherWays && isSignIn(screen) && preferred === 'passkey' ? divider : nothing}
      <slot name="other-ways" @slotchange=${actions.update}></slot>
      ${hasOtherWays && isSignIn(screen) && preferred === 'other' ? divider : nothing}
    </div>
  `;
}

/** A new screen takes the focus if it asks for a decision, or if the old screen had the focus and lost it. */
export function focusScreen(root: ParentNode, { is }: Screen, hasLostFocus: boolean): void {
  const asks = is === 'second-factor' || is === 'offer' || is === 'sign-up';
  if (!asks && !hasLostFocus) return;
  root.querySelector<HTMLElement>(asks ? '[part="title"]' : '[part="status"]')?.focus();
}

export function focusButton(root: ParentNode): void {
  root.querySelector<HTMLElement>('[part="button"]')?.focus();
}

/** Handed to the part: a part that imports modules of the entry makes bundlers split the entry into many files. */
const templates = { html, nothing, field, passkeyButton, isPrompting, cancelButton };

export type Templates = typeof templates;

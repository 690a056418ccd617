import { html, nothing, type TemplateResult } from 'lit';

import type { Messages } from '../../i18n/en.ts';
import { truncate } from '../shared/truncate.ts';
import { isSignIn, type Progress, type Screen } from './state.ts';

/** Everything that the view depends on. */
export interface SignInView {
  readonly screen: Screen;
  readonly progress: Progress;
  /** Method of the latest attempt. */
  readonly method: 'passkey' | 'password';
  /** Name of a known user: shown, not editable. */
  readonly account: string | undefined;
  readonly preferred: 'passkey' | 'other';
  readonly hasOtherWays: boolean;
  readonly hasField: boolean;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly words: Messages['signIn'];
  readonly errors: Messages['errors'];
}

/** Handlers of the buttons. */
export interface SignInActions {
  readonly signIn: () => void;
  readonly prepare: () => void;
  readonly useAnotherAccount: () => void;
  readonly createPasskey: () => void;
  readonly notNow: () => void;
  readonly startOver: () => void;
  readonly update: () => void;
}

/** Characters of a name that are shown: the page may give a name of any length. */
const longestAccount = 128;

export function view(state: SignInView, actions: SignInActions): TemplateResult {
  const passkey = html`<div part="passkey" class="stack">${main(state, actions)}${status(state)}</div>`;
  const others = otherWays(state, actions);
  return html`
    <div part="base" class="base" lang=${state.language} dir=${state.direction}>
      <slot name="heading"></slot>
      <slot name="before"></slot>
      ${state.preferred === 'other' ? [others, passkey] : [passkey, others]}
      <slot name="after"></slot>
    </div>
  `;
}

function main(state: SignInView, actions: SignInActions): TemplateResult | typeof nothing {
  switch (state.screen.is) {
    case 'second-factor':
      return secondFactor(state, actions);
    case 'offer':
      return offer(state, actions, state.screen.reason);
    case 'detecting':
    case 'smart':
    case 'classic':
      return form(state, actions);
    case 'unsupported':
      return html`<slot name="unsupported"
          ><p part="text" class="text centred">${state.words.unsupported}</p></slot
        >
        ${field(state)}`;
    case 'unavailable':
      return field(state);
    default:
      return nothing;
  }
}

const field = ({ account, hasField }: SignInView): TemplateResult =>
  html`<slot name="username" ?hidden=${account !== undefined || !hasField}></slot>`;

function form(state: SignInView, actions: SignInActions): TemplateResult {
  const { account, words } = state;
  return html`
    ${account === undefined ? nothing : knownUser(account, words, actions)} ${field(state)}
    ${button(state, words.button, actions.signIn, actions.prepare)}
    ${statusText(state) === '' ? html`<p part="hint" class="quiet hint">${words.hint}</p>` : nothing}
  `;
}

function knownUser(account: string, words: Messages['signIn'], actions: SignInActions): TemplateResult {
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

function secondFactor(state: SignInView, actions: SignInActions): TemplateResult {
  const { words } = state;
  return html`
    <h2 part="title" class="title" tabindex="-1">${words.secondFactorTitle}</h2>
    <p part="text" class="text">${words.secondFactorText}</p>
    ${button(state, words.secondFactorButton, actions.signIn, actions.prepare)}
    <button part="start-over" class="button plain" type="button" @click=${actions.startOver}>
      ${words.startOver}
    </button>
  `;
}

function offer(
  state: SignInView,
  actions: SignInActions,
  reason: 'password' | 'cross-device',
): TemplateResult {
  const { words } = state;
  return html`
    <h2 part="title" class="title" tabindex="-1">${words.offerTitle}</h2>
    <p part="text" class="text">${reason === 'password' ? words.offerText : words.offerTextAfterPhone}</p>
    ${button(state, words.offerButton, actions.createPasskey, actions.prepare)}
    <button part="not-now" class="button plain" type="button" @click=${actions.notNow}>
      ${words.notNow}
    </button>
  `;
}

/** Never `disabled`: a disabled button loses the focus. */
function button(
  { progress, method, words }: SignInView,
  label: string,
  onClick: () => void,
  prepare: () => void,
): TemplateResult {
  const waiting = progress.is === 'pending';
  const waitingLabel = method === 'passkey' ? words.waiting : words.checking;
  return html`
    <button
      part="button"
      class="button primary"
      type="button"
      aria-disabled=${waiting ? 'true' : nothing}
      @click=${waiting ? undefined : onClick}
      @pointerenter=${prepare}
      @focus=${prepare}
    >
      ${waiting ? html`<span part="spinner" class="spinner"></span>` : passkeyIcon}
      <span part="label">${waiting ? waitingLabel : label}</span>
    </button>
  `;
}

/** Always rendered: screen readers do not read out a live region that is inserted together with its text. */
function status(state: SignInView): TemplateResult {
  return html`<p part="status" class="text status" role="status" tabindex="-1">${statusText(state)}</p>`;
}

function statusText({ screen, progress, words, errors }: SignInView): string {
  if (screen.is === 'done') return screen.redirecting ? words.redirecting : words.signedIn;
  if (screen.is === 'unavailable') return words.unavailable;
  return progress.is === 'failed' ? errors[progress.error.code] : '';
}

/** The page's other ways to sign in stay reachable until the sign-in succeeds. */
function otherWays({ screen, words, preferred, hasOtherWays }: SignInView, actions: SignInActions) {
  const hidden = screen.is === 'offer' || screen.is === 'done' || screen.is === 'second-factor';
  const divider = html`<div part="divider" class="divider quiet">${words.otherWays}</div>`;
  return html`
    <div part="other-ways" class="stack" ?hidden=${hidden}>
      ${hasOtherWays && isSignIn(screen) && preferred === 'passkey' ? divider : nothing}
      <slot name="other-ways" @slotchange=${actions.update}></slot>
      ${hasOtherWays && isSignIn(screen) && preferred === 'other' ? divider : nothing}
    </div>
  `;
}

/** The passkey symbol, a person and a key, in the text colour. */
const passkeyIcon = html`
  <svg class="icon" part="icon" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" focusable="false">
    <circle cx="9.5" cy="7" r="4" />
    <path
      d="M2 19.2c0-3.6 3.2-6.2 7.5-6.2 1.3 0 2.6.2 3.6.7a5.4 5.4 0 0 0 1.5 4.6V21H3.2A1.2 1.2 0 0 1 2 19.8z"
    />
    <path
      fill-rule="evenodd"
      d="M18.5 10a4 4 0 0 1 1.7 7.6l1 1-1.3 1.5 1.3 1.4-2.2 2.3-1.8-1.8v-4.4a4 4 0 0 1 1.3-7.6zm0 1.8a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6z"
    />
  </svg>
`;

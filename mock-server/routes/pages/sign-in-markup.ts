import { html } from 'hono/html';
import type { View } from '../../domain/hosted/views.ts';
import type { Mechanism } from '../../store/state.ts';
import type { Markup, Page } from './markup.ts';

/** State of the sign-in; a template of the vendor has the same in `.Data`. */
export interface PageState {
  /** Absent where no mechanism is left. */
  readonly view: View | undefined;
  readonly identifier: string;
  /** Of a person who is known: in the second step, or in a re-authentication. */
  readonly userId?: string;
  readonly displayName?: string;
  readonly isSecondStep: boolean;
  readonly mechanisms: readonly Mechanism[];
  readonly preferred: 'passkey' | 'other';
  /** Errors of the form that was posted. */
  readonly errors: readonly string[];
}

export interface SignInPage {
  readonly workspaceName: string;
  readonly issuer: string;
  readonly poolId: string;
  /** Module that registers `<passkey-signin>`. */
  readonly script: string;
  /** Path of the stylesheet and the page's script. */
  readonly assets: string;
  /** Seconds until the page asks the server where to go instead. */
  readonly lifetime: number;
  /** The query of the page, which its form goes back to. */
  readonly query: string;
  readonly state: PageState;
}

/** The hosted sign-in page. Its forms work without a script, too. */
export function signInPage(page: SignInPage): Page {
  const { state, assets } = page;
  return {
    title: `Sign in · ${page.workspaceName}`,
    stylesheet: `${assets}/style.css`,
    head: html`<meta http-equiv="refresh" content="${page.lifetime}" />
      <script type="module" src="${assets}/page.js"></script>
      <script type="module" src="${page.script}"></script>`,
    body: html`<h1>${heading(page)}</h1>
      ${errorList(state.errors)} ${content(page)} ${otherWays(page)}`,
  };
}

export function errorList(errors: readonly string[]) {
  return errors.length === 0
    ? ''
    : html`<div role="alert">${errors.map((error) => html`<p>${error}</p>`)}</div>`;
}

function heading({ workspaceName, state: { displayName, isSecondStep } }: SignInPage): string {
  if (displayName === undefined) return `Sign in to ${workspaceName}`;
  return isSecondStep ? `One more step, ${displayName}` : `Is it still you, ${displayName}?`;
}

function content(page: SignInPage): Markup | string {
  const { view } = page.state;
  if (view === undefined) return html`<p>There is no way to sign in here that this server offers.</p>`;
  if (view === 'lost_passkey_view') return lostPasskeyForm(page);
  if (view === 'code_view') return codeForm(page);
  return element(page);
}

/** The element finds the sign-in in the page's query, and takes the password form that it is given. */
function element(page: SignInPage) {
  const { state } = page;
  return html`<passkey-signin
    issuer="${page.issuer}"
    pool-id="${page.poolId}"
    transaction="from-url"
    preferred="${state.view === 'password_view' ? 'other' : state.preferred}"
    ${state.identifier === '' ? '' : html`username="${state.identifier}"`}
  >
    ${state.mechanisms.includes('password') ? passwordForm(page) : ''}
  </passkey-signin>`;
}

/**
 * The username stands first: in Classic mode the passkey asks for it, too. `post`, so that a password never gets into
 * a URL, also where the script did not load.
 */
function passwordForm({ query, state: { identifier, userId } }: SignInPage) {
  return html`<div slot="username">
      <label for="username">Email</label>
      <input
        id="username"
        name="identifier"
        autocomplete="username webauthn"
        value="${identifier}"
        form="password-form"
        ${userId === undefined ? '' : 'readonly'}
        required
      />
    </div>
    <form slot="other-ways" id="password-form" method="post" action="${query}" data-passkey-password>
      <input type="hidden" name="authn_mode" value="password_view" />
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required />
      <button>Sign in with a password</button>
    </form>`;
}

function lostPasskeyForm({ query, state: { identifier } }: SignInPage) {
  return html`<form method="post" action="${query}">
    <input type="hidden" name="authn_mode" value="lost_passkey_view" />
    <p>We send a code to your email. With it you can create a new passkey.</p>
    <label for="username">Email</label>
    <input id="username" name="identifier" autocomplete="username" value="${identifier}" required />
    <button>Send a code</button>
  </form>`;
}

function codeForm({ query, state: { identifier } }: SignInPage) {
  return html`<form method="post" action="${query}">
    <input type="hidden" name="authn_mode" value="code_view" />
    <input type="hidden" name="identifier" value="${identifier}" />
    <p>If ${identifier} has an account here, a code is on its way.</p>
    <label for="code">Code</label>
    <input id="code" name="code" autocomplete="one-time-code" inputmode="numeric" required />
    <button>Go on</button>
  </form>`;
}

const actions: readonly (readonly [action: string, mechanism: Mechanism | undefined, label: string])[] = [
  ['change_to_lost_passkey', 'webauthn', 'I lost my passkey'],
  ['change_to_register', undefined, 'Create an account'],
  ['back_to_main_login_page', undefined, 'Start again'],
];

/** Buttons that post an `action`. Someone who is known can neither sign up nor recover as another person. */
function otherWays({ query, state }: SignInPage) {
  if (state.userId !== undefined) return '';
  const shown = actions.filter(([, mechanism]) => !mechanism || state.mechanisms.includes(mechanism));
  return html`<form class="ways" method="post" action="${query}">
    ${shown.map(([action, , label]) => html`<button name="action" value="${action}">${label}</button>`)}
  </form>`;
}

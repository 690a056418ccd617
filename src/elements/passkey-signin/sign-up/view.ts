import type { TemplateResult } from 'lit';

import type { Messages } from '../../../i18n/en.ts';
import type { SignInActions, SignInView, Templates } from '../view.ts';

/** The form of a new account: the name and a passkey, or the passkey alone for the account of an activation link. */
export function signUpView(
  state: SignInView,
  actions: SignInActions,
  words: Messages['signUp'],
  { html, nothing, field, passkeyButton, isPrompting, cancelButton }: Templates,
): TemplateResult {
  const { screen, words: own } = state;
  const byLink = screen.is === 'sign-up' && screen.byLink;
  const signIn = html`
    <button part="sign-in" class="link alone" type="button" @click=${actions.startSignIn}>
      ${words.haveAccount}
    </button>
  `;
  return html`
    <h2 part="title" class="title" tabindex="-1">${byLink ? own.offerButton : own.createAccount}</h2>
    <p part="text" class="text">${words.text}</p>
    ${byLink ? nothing : field(state)}
    ${passkeyButton(state, byLink ? own.offerButton : words.button, actions.signIn, actions.prepare)}
    ${isPrompting(state) ? cancelButton(state, actions) : byLink ? nothing : signIn}
  `;
}

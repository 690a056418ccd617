import { html, type TemplateResult } from 'lit';

import type { Offer } from '../state.ts';
import { passkeyButton, type SignInActions, type SignInView } from '../view.ts';

export function secondFactor(state: SignInView, actions: SignInActions): TemplateResult {
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

export function offer(state: SignInView, actions: SignInActions, about: Offer): TemplateResult {
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

/** Questions that come before an action; a part of its own, loaded before its first use. */
import { html, nothing, type TemplateResult } from 'lit';

import type { Passkey, PasskeyList } from '../../ceremonies/passkeys.ts';
import { shownName } from './names.ts';
import type { ManagerActions, ManagerView } from './view-model.ts';

/** The answer is the value of the button that closed the dialog; none when Escape did. */
const closed = (answered: () => void, declined: () => void) => (event: Event) => {
  const { returnValue } = event.currentTarget as HTMLDialogElement;
  if (returnValue === 'yes') answered();
  else declined();
};

export function removal(
  model: ManagerView,
  actions: ManagerActions,
  passkeys: readonly Passkey[],
  list: PasskeyList,
): TemplateResult {
  const { words, helpdesk } = model;
  const [only] = passkeys;
  const told = model.tellsProviders && list.passkeys.every(({ credentialId }) => credentialId !== undefined);
  const leavesNone = passkeys.length === list.passkeys.length;
  const title =
    passkeys.length === 1 && only
      ? words.removeTitle(shownName(only.name, words.unnamed))
      : words.removeOld(passkeys.length);
  return html`
    <dialog
      part="dialog"
      class="dialog"
      aria-labelledby="dialog-title"
      aria-describedby="dialog-text"
      @close=${closed(() => actions.remove(passkeys), actions.keep)}
    >
      <form method="dialog">
        <h2 part="dialog-title" id="dialog-title" class="title"><bdi>${title}</bdi></h2>
        <div part="dialog-text" id="dialog-text">
          <p class="text">${leavesNone && helpdesk ? helpdesk.words.removeLastText : words.removeText}</p>
          ${told ? nothing : html`<p class="text">${words.removeAlsoFromProvider}</p>`}
        </div>
        ${leavesNone && helpdesk ? sureness(helpdesk.words.removeLastConfirm) : nothing}
        ${answers(words.cancel, words.remove)}
      </form>
    </dialog>
  `;
}

export function confirmation(words: ManagerView['words'], actions: ManagerActions): TemplateResult {
  return html`
    <dialog
      part="dialog"
      class="dialog"
      aria-labelledby="dialog-title"
      aria-describedby="dialog-text"
      @close=${closed(actions.confirm, actions.decline)}
    >
      <form method="dialog">
        <h2 part="dialog-title" id="dialog-title" class="title">${words.stepUpTitle}</h2>
        <p part="dialog-text" id="dialog-text" class="text">${words.stepUpText}</p>
        ${answers(words.cancel, words.stepUpButton)}
      </form>
    </dialog>
  `;
}

/** The form cannot be answered with yes before this is checked. */
const sureness = (words: string): TemplateResult => html`
  <label part="sureness" class="sureness"><input type="checkbox" required />${words}</label>
`;

/** "No" comes first, so that it has the focus. */
const answers = (no: string, yes: string): TemplateResult => html`
  <div part="dialog-answers" class="answers">
    <button part="dialog-cancel" class="button" value="no" formnovalidate autofocus>${no}</button>
    <button part="dialog-confirm" class="button primary" value="yes">${yes}</button>
  </div>
`;

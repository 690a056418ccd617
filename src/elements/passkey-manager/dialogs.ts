/** Questions that come before an action; a part of its own, loaded before its first use. */
import { html, nothing, type TemplateResult } from 'lit';

import type { Passkey, PasskeyList } from '../../client/types.ts';
import { bidiIsolate, shownName } from './names.ts';
import type { ManagerActions, ManagerView } from './view-model.ts';

export { dialogStyles } from './dialog-styles.ts';

interface Question {
  readonly title: string;
  readonly text: unknown;
  /** "No" comes first, so that it has the focus. */
  readonly no: string;
  readonly yes: string;
  readonly tone: 'primary' | 'danger';
  readonly answered: () => void;
  readonly declined: () => void;
}

export function removal(
  model: ManagerView,
  actions: ManagerActions,
  passkeys: readonly Passkey[],
  list: PasskeyList,
): TemplateResult {
  const { words } = model;
  const [only] = passkeys;
  const one = passkeys.length === 1 ? only : undefined;
  return dialog({
    title: one
      ? words.removeTitle(bidiIsolate(shownName(one.name, words.unnamed)))
      : words.removeOld(passkeys.length),
    text: consequences(model, passkeys, list),
    no: words.cancel,
    yes: words.remove,
    tone: 'danger',
    answered: () => actions.remove(passkeys),
    declined: actions.cancelRemoval,
  });
}

export function confirmation(words: ManagerView['words'], actions: ManagerActions): TemplateResult {
  return dialog({
    title: words.stepUpTitle,
    text: html`<p class="text">${words.stepUpText}</p>`,
    no: words.cancel,
    yes: words.stepUpButton,
    tone: 'primary',
    answered: actions.confirm,
    declined: actions.decline,
  });
}

function consequences(model: ManagerView, passkeys: readonly Passkey[], list: PasskeyList): TemplateResult {
  const { words, helpdesk } = model;
  const rest = list.passkeys.filter((passkey) => !passkeys.includes(passkey));
  const alreadyUseless = passkeys.every(({ worksNow }) => worksNow === false);
  const last = rest.length === 0 ? helpdesk?.words : undefined;
  return html`
    <p class="text">${last?.removeLastText ?? (alreadyUseless ? words.removeOldText : words.removeText)}</p>
    ${
      model.tellsProviders && canBeTold(rest)
        ? nothing
        : html`<p class="text">${words.removeAlsoFromProvider}</p>`
    }
    ${last && acknowledgement(last.removeLastConfirm)}
  `;
}

/** Signals want a complete list of what is left, and the user handle that comes with a Smart passkey. */
const canBeTold = (rest: readonly Passkey[]): boolean =>
  rest.some(({ mode }) => mode === 'smart') && rest.every(({ credentialId }) => credentialId !== undefined);

/** The form cannot be answered with yes before this is checked. */
const acknowledgement = (words: string): TemplateResult => html`
  <label part="acknowledgement" class="acknowledgement"><input type="checkbox" required />${words}</label>
`;

/** The answer is the value of the button that closed it; none when Escape did. */
function dialog({ title, text, no, yes, tone, answered, declined }: Question): TemplateResult {
  const closed = ({ currentTarget }: Event) => {
    if ((currentTarget as HTMLDialogElement).returnValue === 'yes') answered();
    else declined();
  };
  return html`
    <dialog
      part="dialog"
      class="dialog"
      aria-labelledby="dialog-title"
      aria-describedby="dialog-text"
      @close=${closed}
    >
      <form method="dialog">
        <h2 part="dialog-title" id="dialog-title" class="title">${title}</h2>
        <div part="dialog-text" id="dialog-text" class="dialog-text">${text}</div>
        <div part="dialog-answers" class="answers">
          <button part="dialog-cancel" class="button" value="no" formnovalidate autofocus>${no}</button>
          <button part="dialog-confirm" class="button ${tone}" value="yes">${yes}</button>
        </div>
      </form>
    </dialog>
  `;
}

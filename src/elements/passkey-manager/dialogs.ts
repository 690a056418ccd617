/** Confirmation dialogs. Loaded before their first use. */
import { html, nothing, type TemplateResult } from 'lit';

import type { Passkey, PasskeyList } from '../../client/types.ts';
import { managerDialogs } from '../../i18n/en/dialogs.ts';
import { bidiIsolate, shownName } from './names.ts';
import type { Activity } from './state.ts';
import { suspended, type ManagerActions, type ManagerView } from './view-model.ts';

export const words = { manager: managerDialogs };

interface Question {
  readonly title: string;
  readonly text: unknown;
  /** Label of the button that has the focus first. */
  readonly cancel: string;
  readonly confirm: string;
  readonly tone: 'primary' | 'danger';
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

export function removalDialog(
  model: ManagerView,
  actions: ManagerActions,
  { passkeys, signalsRemovals }: Extract<Activity, { is: 'confirming' }>,
  list: PasskeyList,
): TemplateResult {
  const { words } = model;
  const [only] = passkeys;
  const one = passkeys.length === 1 ? only : undefined;
  return dialog({
    title: one
      ? words.removeTitle(bidiIsolate(shownName(one.name, words.unnamed)))
      : words.removeOld(passkeys.length),
    text: consequences(model, passkeys, list, signalsRemovals),
    cancel: words.cancel,
    confirm: words.remove,
    tone: 'danger',
    onConfirm: () => actions.remove(passkeys),
    onCancel: actions.cancelRemoval,
  });
}

export function reauthenticationDialog(model: ManagerView, actions: ManagerActions): TemplateResult {
  const { words, state } = model;
  const userName = state.shown.is === 'listed' ? state.shown.list.userName : undefined;
  return dialog({
    title: words.stepUpTitle,
    text: html`
      <p class="text">${words.stepUpText}</p>
      ${userName === undefined ? nothing : html`<p class="text">${words.stepUpAccount(bidiIsolate(userName))}</p>`}
    `,
    cancel: words.cancel,
    confirm: words.stepUpButton,
    tone: 'primary',
    onConfirm: actions.confirm,
    onCancel: actions.decline,
  });
}

function consequences(
  model: ManagerView,
  passkeys: readonly Passkey[],
  list: PasskeyList,
  signalsRemovals: boolean,
): TemplateResult {
  const { words, helpdesk } = model;
  const ids = passkeys.map(({ id }) => id);
  const rest = list.passkeys.filter(({ id }) => !ids.includes(id));
  const obsolete = passkeys.every(({ worksNow }) => worksNow === false);
  const last = rest.length === 0 ? helpdesk?.words : undefined;
  return html`
    <p class="text">${last?.removeLastText ?? (obsolete ? words.removeOldText : words.removeText)}</p>
    ${
      signalsRemovals && canSignal(rest) ? nothing : html`<p class="text">${words.removeAlsoFromProvider}</p>`
    }
    ${last && acknowledgement(last.removeLastConfirm)}
  `;
}

/** A signal needs the ID of every remaining passkey, and the user handle, which only a Smart passkey has. */
const canSignal = (rest: readonly Passkey[]): boolean =>
  rest.some(({ mode }) => mode === 'smart') && rest.every(({ credentialId }) => credentialId !== undefined);

/** The form cannot be confirmed before this is checked. */
const acknowledgement = (words: string): TemplateResult => html`
  <label part="acknowledgement" class="acknowledgement"><input type="checkbox" required />${words}</label>
`;

/** The return value is that of the button that closed the dialog, or `suspended`; empty after Escape. */
function dialog({ title, text, cancel, confirm, tone, onConfirm, onCancel }: Question): TemplateResult {
  const onClose = ({ currentTarget }: Event) => {
    const { returnValue } = currentTarget as HTMLDialogElement;
    if (returnValue === 'confirm') onConfirm();
    else if (returnValue !== suspended) onCancel();
  };
  return html`
    <dialog
      part="dialog"
      class="dialog"
      aria-labelledby="dialog-title"
      aria-describedby="dialog-text"
      @close=${onClose}
    >
      <form method="dialog">
        <h2 part="dialog-title" id="dialog-title" class="title">${title}</h2>
        <div part="dialog-text" id="dialog-text" class="dialog-text">${text}</div>
        <div part="dialog-answers" class="answers">
          <button part="dialog-cancel" class="button" value="" formnovalidate autofocus>${cancel}</button>
          <button part="dialog-confirm" class="button ${tone}" value="confirm">${confirm}</button>
        </div>
      </form>
    </dialog>
  `;
}

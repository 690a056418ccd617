import { html, nothing, type TemplateResult } from 'lit';

import { lazy } from '../../async/lazy.ts';
import type * as dialogTemplates from './dialogs.ts';
import { sprite } from './icons.ts';
import { addButton, listView } from './list-view.ts';
import { errorText, errorTone, type ManagerActions, type ManagerView } from './view-model.ts';

let dialogs: typeof dialogTemplates | undefined;

/** Loads the dialog templates. Call it before a state that opens a dialog. */
export const loadDialogs = lazy(async () => {
  dialogs = await import('./dialogs.ts');
});

/** @param status text of the live region */
export function view(model: ManagerView, actions: ManagerActions, status: string): TemplateResult {
  return html`
    <div part="base" class="base" lang=${model.language} dir=${model.direction}>
      ${sprite} ${header(model, actions)} ${listError(model)} ${content(model, actions)}
      <p part="status" class="visually-hidden" role="status">${progress(model) ?? status}</p>
      ${dialog(model, actions)}
    </div>
  `;
}

/** Text of the live region while the person waits. */
function progress({ state: { shown, activity }, words }: ManagerView): string | undefined {
  if (shown.is === 'loading') return words.loading;
  return activity.is === 'adding' || activity.is === 'using-code' ? words.waiting : undefined;
}

function header(model: ManagerView, actions: ManagerActions): TemplateResult {
  const { words, state } = model;
  const list = state.shown.is === 'listed' ? state.shown.list : undefined;
  return html`
    <header part="header" class="header">
      <div class="heading">
        <slot name="heading"><h2 part="title" class="title">${words.heading}</h2></slot>
        ${list && html`<span part="count" class="count">${words.count(list.passkeys.length, list.capacity)}</span>`}
      </div>
      ${list && list.passkeys.length > 0 && !list.needsNewPasskey ? addButton(model, actions, list) : nothing}
      <slot name="intro"><p part="intro" class="quiet intro">${words.intro}</p></slot>
    </header>
  `;
}

/** Error of an action that concerns no passkey of the list. The others are shown in their rows. */
function listError(model: ManagerView): TemplateResult | undefined {
  const { actionError, shown } = model.state;
  if (!actionError) return undefined;
  if (shown.is === 'listed' && shown.list.passkeys.some(({ id }) => id === actionError.id)) return undefined;
  return html`<p part="trouble" class=${errorTone(actionError)}>${errorText(actionError.error, model)}</p>`;
}

function content(model: ManagerView, actions: ManagerActions): unknown {
  const { shown } = model.state;
  switch (shown.is) {
    case 'loading':
      return skeleton();
    case 'failed':
      return html`
        <div part="failure" class="box">
          <p part="text" class="text">${errorText(shown.error, model)}</p>
          <button part="retry" class="button" type="button" @click=${actions.retry}>
            ${model.words.retry}
          </button>
        </div>
      `;
    case 'listed':
      return listView(model, actions, shown);
  }
}

/** As high as a short list, so that little moves when the list arrives. */
function skeleton(): TemplateResult {
  const row = html`<li class="row bones"><span class="provider-icon"></span><span class="bone"></span></li>`;
  return html`<ul part="skeleton" class="list" aria-hidden="true">
    ${row}${row}
  </ul>`;
}

/**
 * At most one dialog; re-authentication takes precedence. Each kind has a position of its own in the template, so that
 * Lit never reuses the `<dialog>` of one, with its return value, for the other.
 */
function dialog(model: ManagerView, actions: ManagerActions): unknown {
  const { activity, shown } = model.state;
  if (model.reauthenticating) return [dialogs?.reauthenticationDialog(model, actions)];
  if (activity.is !== 'confirming' || shown.is !== 'listed') return undefined;
  return [undefined, dialogs?.removalDialog(model, actions, activity.passkeys, shown.list)];
}

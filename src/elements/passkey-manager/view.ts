import { html, nothing, type TemplateResult } from 'lit';

import { lazy } from '../../async.ts';
import type * as dialogTemplates from './dialogs.ts';
import { sprite } from './icons.ts';
import { addButton, listView } from './list-view.ts';
import type { ListState } from './state.ts';
import { errorTone, failureText, hasCodeForms, type ManagerActions, type ManagerView } from './view-model.ts';

let dialogs: typeof dialogTemplates | undefined;

/** Loads the dialog templates. Call it before a state that opens a dialog. */
export const loadDialogs = lazy(async () => {
  dialogs = await import('./dialogs.ts');
});

/** Content of the live region. */
export interface Status {
  readonly text: string;
  /** Shown to people who see, too. */
  readonly visible: boolean;
}

export function view(model: ManagerView, actions: ManagerActions, status: Status): TemplateResult {
  return html`
    <div part="base" class="base" lang=${model.language} dir=${model.direction}>
      ${sprite} ${header(model, actions)} ${statusLine(model, status)} ${listError(model)}
      ${content(model, actions)} ${dialog(model, actions)}
    </div>
  `;
}

/** One live region for progress, failures and successes, so that each replaces the one before. */
function statusLine(model: ManagerView, status: Status): TemplateResult {
  const text = progress(model) ?? status.text;
  const style = status.visible && text === status.text && text !== '' ? 'success' : 'visually-hidden';
  return html`<p part="status" class=${style} role="status">${text}</p>`;
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

/** Error of an action that concerns no passkey of the list. The others are shown in their rows and forms. */
function listError(model: ManagerView): TemplateResult | undefined {
  const { actionError, shown } = model.state;
  if (!actionError) return undefined;
  if (shown.is === 'listed' && shown.list.passkeys.some(({ id }) => id === actionError.id)) return undefined;
  if (shown.is === 'failed' && shown.error.code === actionError.error.code) return undefined;
  const { action } = actionError;
  if ((action === 'send-code' || action === 'use-code') && hasCodeForms(model)) return undefined;
  return html`<p part="trouble" class=${errorTone(actionError)}>${failureText(actionError, model)}</p>`;
}

function content(model: ManagerView, actions: ManagerActions): unknown {
  const { shown } = model.state;
  switch (shown.is) {
    case 'loading':
      return skeleton();
    case 'failed':
      return html`
        <div part="failure" class="box">
          ${failureReason(shown, model)}
          <button part="retry" class="button" type="button" @click=${actions.retry}>
            ${model.words.retry}
          </button>
        </div>
      `;
    case 'listed':
      return listView(model, actions, shown);
  }
}

/** A page can offer its own way to sign in again. */
function failureReason(failed: Extract<ListState, { is: 'failed' }>, model: ManagerView): TemplateResult {
  const text = html`<p part="text" class="text">${failureText(failed, model)}</p>`;
  return failed.error.code === 'unauthorized' ? html`<slot name="signed-out">${text}</slot>` : text;
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
  return [undefined, dialogs?.removalDialog(model, actions, activity, shown.list)];
}

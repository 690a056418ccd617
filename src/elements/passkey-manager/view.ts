import { html, nothing, type TemplateResult } from 'lit';

import { actionError } from './action-error.ts';
import type { ManagerActions, ManagerView } from './view-model.ts';

/** @param status what has just happened, for those who do not see it */
export function view(model: ManagerView, actions: ManagerActions, status: string): TemplateResult {
  return html`
    <div part="base" class="base" lang=${model.language} dir=${model.direction}>
      ${model.listing?.sprite} ${header(model, actions)} ${actionError(model)} ${content(model, actions)}
      <p part="status" class="visually-hidden" role="status">${waiting(model) ?? status}</p>
      ${dialog(model, actions)}
    </div>
  `;
}

/** What the person waits for. */
function waiting({ state: { shown, activity }, words }: ManagerView): string | undefined {
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
      ${list && list.passkeys.length > 0 && !list.needsNewPasskey ? model.listing?.addButton(model, actions, list) : nothing}
      <slot name="intro"><p part="intro" class="quiet intro">${words.intro}</p></slot>
    </header>
  `;
}

function content(model: ManagerView, actions: ManagerActions): unknown {
  const { shown } = model.state;
  switch (shown.is) {
    case 'loading':
      return skeleton();
    case 'failed':
      return html`
        <div part="failure" class="box">
          <p part="text" class="text">${model.errors[shown.error.code]}</p>
          <button part="retry" class="button" type="button" @click=${actions.retry}>
            ${model.words.retry}
          </button>
        </div>
      `;
    case 'listed':
      return model.listing?.listing(model, actions, shown);
  }
}

/** Takes the room of a short list, so that little moves when the list comes. */
function skeleton(): TemplateResult {
  const row = html`<li class="row bones"><span class="provider-icon"></span><span class="bone"></span></li>`;
  return html`<ul part="skeleton" class="list" aria-hidden="true">
    ${row}${row}
  </ul>`;
}

/**
 * At most one: being asked who they are comes before everything else. Each has a place of its own, or the element of
 * one, with the answer that it got, would serve the other.
 */
function dialog({ dialogs, ...model }: ManagerView, actions: ManagerActions): unknown {
  const { activity, shown } = model.state;
  if (model.confirming) return [dialogs?.confirmation(model.words, actions)];
  if (!dialogs || activity.is !== 'asking' || shown.is !== 'listed') return undefined;
  return [undefined, dialogs.removal({ ...model, dialogs }, actions, activity.passkeys, shown.list)];
}

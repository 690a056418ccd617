/** The list with its add button, banner and limit notices. */
import { html, nothing, type TemplateResult } from 'lit';

import { lazy } from '../../async.ts';
import type { PasskeyList } from '../../client/types.ts';
import type * as codeTemplates from './code-registration-view.ts';
import { rows } from './row-view.ts';
import { addAvailability, isBusy, isCancellable, obsoletePasskeys, type Listed } from './state.ts';
import { failureText, type ManagerActions, type ManagerView } from './view-model.ts';

let codeRegistration: typeof codeTemplates | undefined;

/** Loads the template for registration with a code; for helpdesks only. */
export const loadCodeRegistration = lazy(async () => {
  codeRegistration = await import('./code-registration-view.ts');
});

export function listView(model: ManagerView, actions: ManagerActions, listed: Listed): readonly unknown[] {
  const { list } = listed;
  return [
    banner(model, actions, list),
    limits(model, actions, listed),
    list.passkeys.length === 0 ? invitation(model, actions, list) : rows(model, actions, listed),
    codeRegistration?.codeRegistrationForms(model, actions),
  ];
}

function invitation(model: ManagerView, actions: ManagerActions, list: PasskeyList): TemplateResult {
  const { words } = model;
  return html`
    <div part="empty" class="box invitation">
      <span class="emblem"
        ><svg class="glyph" aria-hidden="true"><use href="#passkey"></use></svg
      ></span>
      <h3 part="empty-title" class="subtitle">${words.emptyTitle}</h3>
      ${addAvailability(list, model.supported) === 'possible' ? html`<p part="text" class="text">${words.emptyText}</p>` : nothing}
      ${addButton(model, actions, list)}
    </div>
  `;
}

/** Uses `aria-disabled`, because a `disabled` button loses the focus and its description is not announced. */
export function addButton(
  model: ManagerView,
  actions: ManagerActions,
  list: PasskeyList,
): TemplateResult | undefined {
  const { state } = model;
  const availability = addAvailability(list, model.supported);
  if (availability === 'unavailable' || availability === 'unsupported') return undefined;
  const waiting = state.activity.is === 'adding';
  const blocked = availability === 'full' || isBusy(state.activity);
  return html`
    <button
      part="add"
      class="button primary add"
      type="button"
      aria-disabled=${blocked ? 'true' : nothing}
      aria-busy=${waiting ? 'true' : nothing}
      aria-describedby=${availability === 'full' ? 'limits' : nothing}
      @click=${blocked ? undefined : actions.add}
      @pointerenter=${actions.prepare}
      @focus=${actions.prepare}
    >
      ${waiting ? html`<span part="spinner" class="spinner"></span>` : html`<svg class="glyph" aria-hidden="true"><use href="#plus"></use></svg>`}
      <span>${addLabel(model, list)}</span>
    </button>
    ${isCancellable(state.activity) ? cancelButton(model, actions) : nothing}
  `;
}

function addLabel({ state: { activity }, words }: ManagerView, list: PasskeyList): string {
  if (activity.is === 'adding') return activity.answered ? words.saving : words.waiting;
  return list.needsNewPasskey ? words.bannerButton : words.add;
}

const cancelButton = ({ words }: ManagerView, { cancel }: ManagerActions): TemplateResult => html`
  <button part="stop-waiting" class="link" type="button" @click=${cancel}>${words.cancel}</button>
`;

/** After a switch of the mode: set up a new passkey, and once that is done, remove the obsolete ones. */
function banner(model: ManagerView, actions: ManagerActions, list: PasskeyList): TemplateResult | undefined {
  const { words } = model;
  if (list.needsNewPasskey) {
    return html`
      <section part="banner" class="box banner">
        <h3 part="banner-title" class="subtitle">${words.bannerTitle}</h3>
        <p part="text" class="text">${words.bannerText}</p>
        ${addButton(model, actions, list)}
      </section>
    `;
  }
  const obsolete = obsoletePasskeys(list);
  if (obsolete.length === 0) return undefined;
  return html`
    <section part="banner" class="box banner">
      <p part="text" class="text">${words.removeOldText}</p>
      <button part="remove-old" class="button" type="button" @click=${() => actions.confirmRemoval(obsolete)}>
        ${words.removeOld(obsolete.length)}
      </button>
    </section>
  `;
}

/** Reason why no passkey can be added, and a note if the list may be outdated. */
function limits(model: ManagerView, actions: ManagerActions, { list, outdated }: Listed): TemplateResult {
  return html`
    ${limitReason(model, list)}
    ${
      outdated &&
      html`
        <p part="outdated" class="quiet outdated">
          ${model.words.outdated} ${failureText({ error: outdated }, model)}
          <button part="retry" class="link" type="button" @click=${actions.retry}>
            ${model.words.retry}
          </button>
        </p>
      `
    }
  `;
}

function limitReason({ words, supported }: ManagerView, list: PasskeyList): TemplateResult | undefined {
  switch (addAvailability(list, supported)) {
    case 'full':
      return html`<p part="limits" id="limits" class="quiet">
        ${words.full(list.capacity ?? list.passkeys.length)}
      </p>`;
    case 'unavailable':
      return html`<slot name="unavailable"><p part="limits" class="text">${words.unavailable}</p></slot>`;
    case 'unsupported':
      return html`<slot name="unsupported"><p part="limits" class="text">${words.unsupported}</p></slot>`;
    case 'possible':
      return undefined;
  }
}

/** What stands around the list: the way to add a passkey, and what keeps from it. */
import { html, nothing, type TemplateResult } from 'lit';

import type { PasskeyList } from '../../client/types.ts';
import { addAvailability, isBusy, obsoletePasskeys, type ListState } from './state.ts';
import type { ManagerActions, ManagerView } from './view-model.ts';

type Listed = Extract<ListState, { is: 'listed' }>;

/** Never `disabled`: a disabled button loses the focus, and nobody is told why. */
export function addButton(
  model: ManagerView,
  actions: ManagerActions,
  list: PasskeyList,
): TemplateResult | undefined {
  const { words, state } = model;
  const can = addAvailability(list, model.supported);
  if (can === 'unavailable' || can === 'unsupported') return undefined;
  const waiting = state.activity.is === 'adding';
  const blocked = can === 'full' || isBusy(state.activity);
  return html`
    <button
      part="add"
      class="button primary add"
      type="button"
      aria-disabled=${blocked ? 'true' : nothing}
      aria-busy=${waiting ? 'true' : nothing}
      aria-describedby=${can === 'full' ? 'limits' : nothing}
      @click=${blocked ? undefined : actions.add}
      @pointerenter=${actions.prepare}
      @focus=${actions.prepare}
    >
      ${waiting ? html`<span part="spinner" class="spinner"></span>` : html`<svg class="glyph" aria-hidden="true"><use href="#plus"></use></svg>`}
      <span>${waiting ? words.waiting : list.needsNewPasskey ? words.bannerButton : words.add}</span>
    </button>
  `;
}

/** After a switch of the mode: set up again; and once that is done, clear away what it replaced. */
export function banner(
  model: ManagerView,
  actions: ManagerActions,
  list: PasskeyList,
): TemplateResult | undefined {
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
  const old = obsoletePasskeys(list);
  if (old.length === 0) return undefined;
  return html`
    <section part="banner" class="box banner">
      <p part="text" class="text">${words.removeOldText}</p>
      <button part="remove-old" class="button" type="button" @click=${() => actions.askToRemove(old)}>
        ${words.removeOld(old.length)}
      </button>
    </section>
  `;
}

/** Why nothing can be added, and that the list may be an old one. */
export function limits(
  model: ManagerView,
  actions: ManagerActions,
  { list, outdated }: Listed,
): TemplateResult {
  return html`
    ${reason(model, list)}
    ${
      outdated &&
      html`
        <p part="outdated" class="quiet outdated">
          ${model.words.outdated} ${model.errors[outdated.code]}
          <button part="retry" class="link" type="button" @click=${actions.retry}>
            ${model.words.retry}
          </button>
        </p>
      `
    }
  `;
}

function reason({ words, supported }: ManagerView, list: PasskeyList): TemplateResult | undefined {
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

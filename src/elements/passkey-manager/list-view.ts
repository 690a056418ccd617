/** What is shown when the list is there. Loaded while the list is on its way. */
import { html, nothing, type TemplateResult } from 'lit';

import type { PasskeyList } from '../../client/types.ts';
import { addButton, banner, limits } from './notes.ts';
import { rows } from './row-view.ts';
import { addAvailability, type ListState } from './state.ts';
import type { ManagerActions, ManagerView } from './view-model.ts';

export { datesIn } from './dates.ts';
export { sprite } from './icons.ts';
export { listingStyles } from './listing-styles.ts';
export { addButton } from './notes.ts';
export { notesStyles } from './notes-styles.ts';

/** The list with what stands around it, or the invitation. */
export function listing(
  model: ManagerView,
  actions: ManagerActions,
  shown: Extract<ListState, { is: 'listed' }>,
): readonly unknown[] {
  const { list } = shown;
  return [
    banner(model, actions, list),
    limits(model, actions, shown),
    list.passkeys.length === 0 ? empty(model, actions, list) : rows(model, actions, shown),
    model.helpdesk?.remote?.remoteEnrolment(model, actions, list),
  ];
}

function empty(model: ManagerView, actions: ManagerActions, list: PasskeyList): TemplateResult {
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

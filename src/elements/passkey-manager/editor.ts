import { html, nothing, type TemplateResult } from 'lit';

import { formValue } from './form-value.ts';
import { longestName } from './names.ts';
import type { Row } from './row-view.ts';
import type { ManagerActions, ManagerView } from './view-model.ts';

/** A passkey's name in the place where it stood. Enter saves, Escape leaves it as it was. */
export function editor(
  { passkey, problem }: Row,
  { words }: ManagerView,
  actions: ManagerActions,
): TemplateResult {
  return html`
    <form
      part="editor"
      class="editor"
      novalidate
      @submit=${(event: SubmitEvent) => actions.rename(passkey.id, formValue(event, 'name'))}
      @keydown=${(event: KeyboardEvent) => leave(event, actions)}
    >
      <input
        part="input"
        class="input"
        name="name"
        .value=${passkey.name}
        maxlength=${longestName}
        dir="auto"
        autocomplete="off"
        aria-label=${words.name}
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? 'problem' : nothing}
      />
      <button part="save" class="button small" type="submit">${words.save}</button>
      <button part="cancel" class="button plain small" type="button" @click=${actions.stopEditing}>
        ${words.cancel}
      </button>
    </form>
    ${
      problem
        ? html`<p part="problem" id="problem" class="trouble wrong">
            ${problem === 'characters' ? words.nameCharacters : words.nameInvalid}
          </p>`
        : nothing
    }
  `;
}

function leave(event: KeyboardEvent, actions: ManagerActions): void {
  if (event.key !== 'Escape' || event.isComposing) return;
  // A dialog of the page that the element is in would close.
  event.preventDefault();
  actions.stopEditing();
}

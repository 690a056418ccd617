/** Registration with a code that the server sends to the user. Loaded for helpdesks only. */
import { html, nothing, type TemplateResult } from 'lit';

import type { PasskeyList } from '../../client/types.ts';
import { bidiIsolate } from './names.ts';
import { addAvailability, isBusy } from './state.ts';
import { formValue, type ManagerActions, type ManagerView } from './view-model.ts';

/** A form for the address; once the code is sent, a second one for the code. */
export function codeRegistrationForms(
  model: ManagerView,
  actions: ManagerActions,
  list: PasskeyList,
): TemplateResult | undefined {
  const { helpdesk, state } = model;
  if (!helpdesk?.hasCodes || addAvailability(list, model.supported) !== 'possible') return undefined;
  const { words } = helpdesk;
  const busy = isBusy(state.activity);
  return html`
    <details part="remote" class="remote">
      <summary part="remote-summary" class="subtitle">${words.sendCodeTitle}</summary>
      <p part="text" class="quiet">${words.sendCodeText}</p>
      ${field({ label: words.address, button: words.sendCode, busy, name: 'address' }, actions.sendCode)}
      ${
        state.codeSentTo === undefined
          ? nothing
          : html`
              <p part="text" class="text">${words.codeSent(bidiIsolate(state.codeSentTo))}</p>
              ${field({ label: words.code, button: words.useCode, busy, name: 'code' }, actions.useCode)}
            `
      }
    </details>
  `;
}

interface Field {
  readonly name: 'address' | 'code';
  readonly label: string;
  readonly button: string;
  readonly busy: boolean;
}

function field({ name, label, button, busy }: Field, submit: (value: string) => void): TemplateResult {
  const send = (event: SubmitEvent) => {
    const value = formValue(event, name).trim();
    if (!busy && value !== '') submit(value);
  };
  return html`
    <form part="remote-form" class="remote-form" @submit=${send}>
      <label class="label" for=${name}>${label}</label>
      <input part="input" class="input" id=${name} name=${name} required autocomplete="off" dir="auto" />
      <button part="remote-button" class="button" aria-disabled=${busy ? 'true' : nothing}>${button}</button>
    </form>
  `;
}

/** Registration with a code that the server sends to the user. Loaded for helpdesks only. */
import { html, nothing, type TemplateResult } from 'lit';

import { helpdesk } from '../../i18n/en/helpdesk.ts';
import { bidiIsolate } from './names.ts';
import { isBusy, type ActionError } from './state.ts';
import {
  errorTone,
  failureText,
  formValue,
  hasCodeForms,
  type HelpdeskView,
  type ManagerActions,
  type ManagerView,
} from './view-model.ts';

export const words = { helpdesk };

/** A form for the address; once the code is sent, a second one for the code. */
export function codeRegistrationForms(
  model: ManagerView,
  actions: ManagerActions,
): TemplateResult | undefined {
  const { helpdesk, state } = model;
  if (!helpdesk || !hasCodeForms(model)) return undefined;
  const { words } = helpdesk;
  return html`
    <details part="remote" class="remote">
      <summary part="remote-summary" class="subtitle">${words.sendCodeTitle}</summary>
      <p part="text" class="quiet">${words.sendCodeText}</p>
      ${addressForm(model, words, actions)}
      ${
        state.codeSentTo === undefined
          ? nothing
          : html`
              <p part="text" class="text">${words.codeSent(bidiIsolate(state.codeSentTo))}</p>
              ${codeForm(model, words, actions)}
            `
      }
    </details>
  `;
}

function addressForm(model: ManagerView, words: HelpdeskWords, actions: ManagerActions): TemplateResult {
  return html`
    <form part="remote-form" class="remote-form" @submit=${onSubmit(model, 'address', actions.sendCode)}>
      <label class="label" for="address">${words.address}</label>
      <input
        part="input"
        class="input"
        id="address"
        name="address"
        required
        autocomplete="off"
        dir="auto"
        aria-invalid=${isRefused(model, 'send-code') ? 'true' : nothing}
        aria-describedby=${failedAction(model, 'send-code') ? 'send-code-error' : nothing}
      />
      ${submitButton(model, words.sendCode)} ${formError(model, 'send-code')}
    </form>
  `;
}

/** Codes are digits; a phone shows its number pad and offers a code that it received. */
function codeForm(model: ManagerView, words: HelpdeskWords, actions: ManagerActions): TemplateResult {
  return html`
    <form part="remote-form" class="remote-form" @submit=${onSubmit(model, 'code', actions.useCode)}>
      <label class="label" for="code">${words.code}</label>
      <input
        part="input"
        class="input"
        id="code"
        name="code"
        required
        inputmode="numeric"
        autocomplete="one-time-code"
        dir="auto"
        aria-invalid=${isRefused(model, 'use-code') ? 'true' : nothing}
        aria-describedby=${failedAction(model, 'use-code') ? 'use-code-error' : nothing}
      />
      ${submitButton(model, words.useCode)} ${formError(model, 'use-code')}
    </form>
  `;
}

type HelpdeskWords = HelpdeskView['words'];
type CodeAction = 'send-code' | 'use-code';

function onSubmit({ state }: ManagerView, name: string, submit: (value: string) => void) {
  return (event: SubmitEvent): void => {
    const value = formValue(event, name).trim();
    if (!isBusy(state.activity) && value !== '') submit(value);
  };
}

const submitButton = ({ state }: ManagerView, label: string): TemplateResult => html`
  <button part="remote-button" class="button" aria-disabled=${isBusy(state.activity) ? 'true' : nothing}>
    ${label}
  </button>
`;

const failedAction = (
  { state: { actionError } }: ManagerView,
  action: CodeAction,
): ActionError | undefined => (actionError?.action === action ? actionError : undefined);

/** True if the server refused the value of the field; other failures are not the field's fault. */
function isRefused(model: ManagerView, action: CodeAction): boolean {
  const code = failedAction(model, action)?.error.code;
  return code === 'wrong_code' || code === 'invalid_request' || code === 'not_found';
}

function formError(model: ManagerView, action: CodeAction): TemplateResult | undefined {
  const failure = failedAction(model, action);
  if (!failure) return undefined;
  const [style, text] = [errorTone(failure), failureText(failure, model)];
  return html`<p part="trouble" id="${action}-error" class=${style}>${text}</p>`;
}

import { html, type TemplateResult } from 'lit';
import { saved } from './form.ts';
import { section } from './section-view.ts';
import type { ConsoleState } from './state.ts';
import type { WorkspaceSettings } from './system-api.ts';

const passkeyValues = ['usernameless_webauthn', 'webauthn'];

const choices = [
  { value: '', label: 'Off', text: 'Nobody signs in with a passkey here.' },
  { value: 'usernameless_webauthn', label: 'Smart', text: 'Discoverable passkeys, no username, one tap.' },
  { value: 'webauthn', label: 'Classic', text: 'Username first. Every FIDO2 authenticator.' },
];

/** Step 1: *Authentication > Settings > Methods*, for each workspace. */
export function methodsView(
  state: ConsoleState,
  save: (workspace: string, mechanisms: readonly string[]) => void,
): TemplateResult {
  return section(state, {
    name: 'methods',
    title: 'Allowed authentication methods',
    where: 'Authentication › Settings › Methods, in each workspace',
    rule: html`Smart or Classic, never both. Two workspaces may differ. Switching is allowed at any time;
    people whose passkeys were made for the other mode set up a new one.`,
    body: html`<div class="pair">
      ${state.workspaces.map((workspace) => workspaceForm(workspace, save))}
    </div>`,
  });
}

function workspaceForm(
  { id, name, authentication_mechanisms: mechanisms }: WorkspaceSettings,
  save: (workspace: string, mechanisms: readonly string[]) => void,
): TemplateResult {
  const active = mechanisms.find((value) => passkeyValues.includes(value)) ?? '';
  const others = mechanisms.filter((value) => !passkeyValues.includes(value));
  return html`
    <form
      @submit=${saved((fields) => {
        const passkey = fields.one('passkey');
        save(id, passkey ? [...others, passkey] : others);
      })}
    >
      <fieldset>
        <legend>Passkeys in ${name ?? id}</legend>
        ${choices.map(
          ({ value, label, text }) => html`
            <label class="choice">
              <input type="radio" name="passkey" value=${value} .defaultChecked=${value === active} />
              <span><b>${label}</b> <span class="soft">${text}</span></span>
            </label>
          `,
        )}
      </fieldset>
      <button>Save ${name ?? id}</button>
    </form>
  `;
}

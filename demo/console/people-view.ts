import { html, nothing, type TemplateResult } from 'lit';
import type { SystemClient } from '../../src/system.ts';
import { section } from './section-view.ts';
import type { ConsoleState, Person } from './state.ts';

/** The users of the pool; the open one with the helpdesk's view of their passkeys. */
export function peopleView(
  state: ConsoleState,
  system: SystemClient,
  open: (id: string | undefined) => void,
): TemplateResult {
  return section(state, {
    name: 'people',
    title: 'Users',
    where: 'Users › the pool › Users',
    rule: html`An administrator may enrol a passkey for the person in front of the counter, rename and remove
    any of them, and the last one too.`,
    body: html`
      <ul class="users">
        ${state.world.users.map((person) => html`<li>${userRow(state, person, system, open)}</li>`)}
      </ul>
    `,
  });
}

function userRow(
  state: ConsoleState,
  { id, name, identifiers, status, passkeys }: Person,
  system: SystemClient,
  open: (id: string | undefined) => void,
): TemplateResult {
  const isOpen = state.open === id;
  return html`
    <span><b>${name}</b> <span class="soft">${identifiers.join(', ')} · ${status}</span></span>
    <span class="soft">${count(passkeys.length)}</span>
    <button aria-expanded=${isOpen} @click=${() => open(isOpen ? undefined : id)}>
      ${isOpen ? 'Close' : html`Passkeys<span class="visually-hidden"> of ${name}</span>`}
    </button>
    ${isOpen ? openPasskeys(state, id, system) : nothing}
  `;
}

const openPasskeys = ({ pool }: ConsoleState, id: string, system: SystemClient) =>
  html`<passkey-manager
    class="open"
    .system=${system}
    .userId=${id}
    .capacity=${pool.limits.webauthn_credentials}
  ></passkey-manager>`;

const count = (passkeys: number) => (passkeys === 1 ? '1 passkey' : `${passkeys} passkeys`);

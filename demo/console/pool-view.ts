import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { saved, type Fields } from './form.ts';
import { section } from './section-view.ts';
import type { ConsoleState, Section } from './state.ts';
import type { PoolSettings } from './system-api.ts';

export type SavePool = (section: Section, settings: Partial<PoolSettings>) => void;

const methods = [
  { value: 'password', label: 'Password' },
  { value: 'webauthn', label: 'Passkey' },
];

/** Step 2: the factors of the pool and which of them comes first. */
export function factorsView(state: ConsoleState, save: SavePool): TemplateResult {
  const { pool } = state;
  return section(state, {
    name: 'factors',
    title: 'Sign-in and sign-up',
    where: 'Users › the pool › Sign-in and Sign-up › Sign-in',
    rule: html`A passkey can be a first factor, a second factor, or both. The preferred method appears first
    and must be one of the first factors.`,
    body: html`
      <form
        @submit=${saved((fields) => {
          save('factors', {
            authentication_mechanisms: fields.all('first'),
            second_factor_authentication_mechanisms: fields.all('second'),
            preferred_authentication_mechanism: fields.one('preferred'),
          });
        })}
      >
        <div class="pair">
          ${boxes('first', 'First factor', pool.authentication_mechanisms)}
          ${boxes('second', 'Second factor', pool.second_factor_authentication_mechanisms)}
        </div>
        ${preferredView(pool)}
        <button>Save factors</button>
      </form>
    `,
  });
}

/** Step 3: Relying Party ID and origins. */
export function relyingPartyView(state: ConsoleState, save: SavePool): TemplateResult {
  const { rp_id: rpId, rp_origins: origins } = state.pool.webauthn_settings;
  return section(state, {
    name: 'relying-party',
    title: 'Passkey settings',
    where: 'Users › the pool › Sign-in and Sign-up › Passkey Settings',
    rule: html`The ID is a bare domain, such as <code>yourcompany.com</code>: no scheme, port or path. Each
      origin is that domain or below it, such as <code>https://app.yourcompany.com</code>. A passkey works on
      the domain it was made for only. Blank: the server’s own.`,
    body: html`
      <form
        @submit=${saved((fields) => save('relying-party', { webauthn_settings: relyingPartyIn(fields) }))}
      >
        <div class="field">
          <label for="rp-id">Relying Party ID</label>
          <input
            id="rp-id"
            name="id"
            .value=${live(rpId)}
            placeholder="${location.hostname}"
            autocomplete="off"
          />
        </div>
        <div class="field">
          <label for="rp-origins">Relying Party Origins, one a line</label>
          <textarea
            id="rp-origins"
            name="origins"
            rows="2"
            .value=${live(origins.join('\n'))}
            placeholder="${location.origin}"
          ></textarea>
        </div>
        <button>Save passkey settings</button>
      </form>
    `,
  });
}

/** Step 4: how many passkeys a person may have. */
export function limitsView(state: ConsoleState, save: SavePool): TemplateResult {
  const { limits } = state.pool;
  return section(state, {
    name: 'limits',
    title: 'Pool limits',
    where: 'Users › the pool › Pool Limits',
    rule: html`1 to 100 passkeys a person, and not above the pool’s Max Credentials
    (${limits.max_credentials}). Some people have several on purpose: a laptop, a phone, a hardware key.`,
    body: html`
      <form
        @submit=${saved((fields) => {
          save('limits', { limits: { ...limits, webauthn_credentials: Number(fields.one('capacity')) } });
        })}
      >
        <div class="field narrow">
          <label for="capacity">WebAuthn Credentials Capacity</label>
          <input
            id="capacity"
            name="capacity"
            type="number"
            .value=${live(String(limits.webauthn_credentials))}
          />
        </div>
        <button>Save limits</button>
      </form>
    `,
  });
}

function preferredView(pool: PoolSettings): TemplateResult {
  return html`
    <fieldset class="row">
      <legend>Preferred</legend>
      ${methods.map(
        ({ value, label }) => html`
          <label class="choice">
            <input
              type="radio"
              name="preferred"
              value=${value}
              .checked=${live(isPreferred(pool, value))}
            />${label}
          </label>
        `,
      )}
    </fieldset>
  `;
}

function boxes(name: string, legend: string, active: readonly string[]): TemplateResult {
  return html`
    <fieldset>
      <legend>${legend}</legend>
      ${methods.map(
        ({ value, label }) => html`
          <label class="choice">
            <input
              type="checkbox"
              name=${name}
              value=${value}
              .checked=${live(isOn(active, value))}
            />${label}
          </label>
        `,
      )}
    </fieldset>
  `;
}

const relyingPartyIn = (fields: Fields) => ({
  rp_id: fields.one('id').trim(),
  rp_origins: fields.one('origins').split(/\s+/).filter(Boolean),
});

/** Either passkey value stands for "passkey" in a pool; which family is active is the workspace's choice. */
const isOn = (active: readonly string[], value: string) =>
  active.some((mechanism) => familyOf(mechanism) === value);
const isPreferred = (pool: PoolSettings, value: string) =>
  familyOf(pool.preferred_authentication_mechanism) === value;
const familyOf = (mechanism: string) => mechanism.replace('usernameless_', '');

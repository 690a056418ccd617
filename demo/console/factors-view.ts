import { html, type TemplateResult } from 'lit';
import { problemAt, problemView } from './field-view.ts';
import { saved } from './form.ts';
import { section } from './section-view.ts';
import type { ConsoleState, SavePool } from './state.ts';

const methods = [
  { value: 'password', label: 'Password' },
  { value: 'webauthn', label: 'Passkey' },
];

/** Step 2: the factors of the pool and which of them comes first. */
export function factorsView(state: ConsoleState, save: SavePool): TemplateResult {
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
        ${choices(state)}
        <button>Save factors</button>
      </form>
    `,
  });
}

function choices(state: ConsoleState): TemplateResult {
  const { pool } = state;
  const problem = problemAt(state, 'factors', 'preferred_authentication_mechanism');
  return html`
    <div class="triple">
      ${group({ name: 'first', legend: 'First factor', is: 'checkbox' }, pool.authentication_mechanisms)}
      ${group(
        { name: 'second', legend: 'Second factor', is: 'checkbox' },
        pool.second_factor_authentication_mechanisms,
      )}
      ${group({ name: 'preferred', legend: 'Preferred', is: 'radio', problem }, [
        pool.preferred_authentication_mechanism,
      ])}
    </div>
  `;
}

interface Group {
  readonly name: string;
  readonly legend: string;
  readonly is: 'checkbox' | 'radio';
  readonly problem?: string | undefined;
}

function group({ name, legend, is, problem }: Group, active: readonly string[]): TemplateResult {
  return html`
    <fieldset aria-describedby="${name}-problem">
      <legend>${legend}</legend>
      ${methods.map(
        ({ value, label }) => html`
          <label class="choice">
            <input type=${is} name=${name} value=${value} .defaultChecked=${isOn(active, value)} />${label}
          </label>
        `,
      )}
      ${problemView(`${name}-problem`, legend, problem)}
    </fieldset>
  `;
}

/** Either passkey value stands for "passkey" in a pool; which family is active is the workspace's choice. */
const isOn = (active: readonly string[], value: string) =>
  active.some((mechanism) => mechanism.replace('usernameless_', '') === value);

import { html, type TemplateResult } from 'lit';
import { fieldView } from './field-view.ts';
import { saved } from './form.ts';
import { section } from './section-view.ts';
import type { ConsoleState, SavePool } from './state.ts';

/** Step 4: how many passkeys a person may have. */
export function limitsView(state: ConsoleState, save: SavePool): TemplateResult {
  const { limits } = state.pool;
  return section(state, {
    name: 'limits',
    title: 'Pool limits',
    where: 'Users › the pool › Pool Limits',
    rule: html`1 to 100 passkeys a person, and not above the pool’s Max Credentials. Some people have several
    on purpose: a laptop, a phone, a hardware key.`,
    body: html`
      <form
        @submit=${saved((fields) => {
          const [most, passkeys] = [Number(fields.one('max')), Number(fields.one('capacity'))];
          save('limits', { limits: { max_credentials: most, webauthn_credentials: passkeys } });
        })}
      >
        <div class="triple">
          ${fieldView(state, 'limits', {
            name: 'capacity',
            label: 'WebAuthn Credentials Capacity',
            path: 'limits.webauthn_credentials',
            is: 'number',
            value: String(limits.webauthn_credentials),
          })}
          ${fieldView(state, 'limits', {
            name: 'max',
            label: 'Max Credentials',
            path: 'limits.max_credentials',
            is: 'number',
            value: String(limits.max_credentials),
          })}
        </div>
        <button>Save limits</button>
      </form>
    `,
  });
}

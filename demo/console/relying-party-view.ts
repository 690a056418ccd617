import { html, type TemplateResult } from 'lit';
import { fieldView } from './field-view.ts';
import { saved, type Fields } from './form.ts';
import { section } from './section-view.ts';
import type { ConsoleState, SavePool } from './state.ts';

/** Step 3: Relying Party ID and origins. */
export function relyingPartyView(state: ConsoleState, save: SavePool): TemplateResult {
  const { rp_id: rpId, rp_origins: origins } = state.pool.webauthn_settings;
  const id = { name: 'rp-id', path: 'webauthn_settings.rp_id', is: 'text', value: rpId } as const;
  const pages = { name: 'rp-origins', path: 'webauthn_settings.rp_origins', is: 'lines' } as const;
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
        ${fieldView(state, 'relying-party', {
          ...id,
          label: 'Relying Party ID',
          placeholder: location.hostname,
        })}
        ${fieldView(state, 'relying-party', {
          ...pages,
          label: 'Relying Party Origins, one a line',
          value: origins.join('\n'),
          placeholder: location.origin,
        })}
        <button>Save passkey settings</button>
      </form>
    `,
  });
}

const relyingPartyIn = (fields: Fields) => ({
  rp_id: fields.one('rp-id').trim(),
  rp_origins: fields.one('rp-origins').split(/\s+/).filter(Boolean),
});

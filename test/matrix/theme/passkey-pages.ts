import type { Page } from 'puppeteer-core';
import { PublishedPages } from '../../support/published-pages.ts';
import type { GoTemplates } from './go-templates.ts';
import { renderPage, start } from './hosted-page.ts';

type Family = 'webauthn' | 'usernameless-webauthn';

const views = { webauthn: 'web_authn_view', 'usernameless-webauthn': 'usernameless_web_authn_view' } as const;

/** The theme on a stand-in of the vendor's page that verifies passkeys, and answers as published only. */
export function openPasskeyPages(
  templates: GoTemplates,
  files: string,
  family: Family,
): Promise<PublishedPages> {
  return PublishedPages.open({
    families: [family],
    page: async (query) => {
      const { html, headers } = await renderPage(templates, files, {
        ...start,
        AuthnView: views[family],
        SessionID: query.get('login_id') ?? '',
        SessionState: query.get('login_state') ?? '',
        ServerID: query.get('server_id') ?? '',
      });
      return new Response(html, { headers });
    },
  });
}

/** Makes an account with a passkey of the page's authenticator, as the vendor's sign-up page does. */
export async function signUp(page: Page, family: Family): Promise<void> {
  await page.evaluate(`(async () => {
    const call = (step, body) => fetch('/acme/identity/customers/register/${family}/' + step + location.search, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    const { publicKey } = await (await call('begin', { identifier: 'ada@example.com' })).json();
    delete publicKey.excludeCredentials;
    const options = PublicKeyCredential.parseCreationOptionsFromJSON(publicKey);
    await call('finish', (await navigator.credentials.create({ publicKey: options })).toJSON());
  })()`);
}

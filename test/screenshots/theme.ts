/** The pictures of the theme for Connect's hosted sign-in pages, in docs/images; part of `npm run screenshots -- --docs`. */
import { Visitor } from '../demo/visitor.ts';
import { findGo, GoTemplates } from '../matrix/theme/go-templates.ts';
import { HostedPage } from '../matrix/theme/hosted-page.ts';
import { LoginFiles } from '../matrix/theme/login-files.ts';
import { print } from '../runner/print.ts';

const ada = { Identifier: 'ada@example.com', UserID: 'u1', UserDisplayName: 'Ada Lovelace' };
const smart = { AuthnView: 'usernameless_web_authn_view' };

const pictures = {
  'theme-smart-light': smart,
  'theme-smart-dark': smart,
  'theme-classic-light': { AuthnView: 'web_authn_view' },
  'theme-password-light': {
    AuthnView: 'password_view',
    Identifier: ada.Identifier,
    FormError: { Errors: [{ Message: 'That password is not right.' }] },
  },
  'theme-second-step-light': { ...smart, ...ada, Is2FAStep: true },
} as const;

const go = findGo();
if (go === undefined) print('No pictures of the theme: install golang-go (Debian) or Go.');
else await photograph(go);

async function photograph(go: string): Promise<void> {
  const files = await LoginFiles.open();
  const templates = await GoTemplates.build(go, files.settings);
  const hosted = await HostedPage.open(templates, files.url);
  const visitor = await Visitor.arrive();
  try {
    await visitor.page.setViewport({ width: 440, height: 600 });
    for (const [name, known] of Object.entries(pictures)) {
      const value = name.endsWith('-dark') ? 'dark' : 'light';
      await visitor.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      hosted.begin(known);
      await visitor.open(hosted.url);
      await visitor.page.waitForNetworkIdle();
      await visitor.page.screenshot({ path: `docs/images/${name}.png`, fullPage: true });
    }
  } finally {
    await visitor.leave();
    await hosted.close();
    await files.close();
    await templates.remove();
  }
}

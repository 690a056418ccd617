import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Visitor } from '../demo/visitor.ts';
import { findGo, GoTemplates } from './theme/go-templates.ts';
import { LoginFiles } from './theme/login-files.ts';
import { openPasskeyPages, signUp } from './theme/passkey-pages.ts';

const go = findGo();
const skip = go === undefined ? 'install golang-go (Debian) or Go' : false;

describe('on the theme in Go’s template engine, a person', { skip }, () => {
  let files: LoginFiles;
  let templates: GoTemplates;
  let visitor: Visitor;

  before(async () => {
    files = await LoginFiles.open();
    templates = await GoTemplates.build(go!, files.settings);
    visitor = await Visitor.arrive();
    await visitor.takeDevice();
  });

  after(async () => {
    await visitor.leave();
    await files.close();
    await templates.remove();
  });

  for (const [mode, family] of [
    ['Smart', 'usernameless-webauthn'],
    ['Classic', 'webauthn'],
  ] as const) {
    it(`signs in with a passkey in ${mode} mode, and nothing is forbidden`, async () => {
      const pages = await openPasskeyPages(templates, files.url, family);
      try {
        await visitor.open(pages.startUrl());
        await signUp(visitor.page, family);
        // The stand-in's options for a new passkey name one algorithm, which Chromium remarks on.
        visitor.evidence.takeWrong();
        pages.calls.length = 0;
        const arrive = () => visitor.open(pages.startUrl());
        if (mode === 'Smart') await visitor.leavesAutofillOpen(arrive);
        else {
          await arrive();
          await visitor.type('Username, email or phone', 'ada@example.com');
        }
        await visitor.follow('Sign in with a passkey', 'button');
        await visitor.reads('Signed in');
        assert.equal(new URLSearchParams(pages.calls.at(-1)?.body).get('csrf_token'), 'c1');
        visitor.evidence.assertClean();
      } finally {
        await pages.close();
      }
    });
  }
});

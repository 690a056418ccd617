import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { findWebKit, WebKit } from '../support/webkit.ts';
import type { Site } from '../support/site.ts';
import { openBundledSite } from './open-bundled-site.ts';

const programs = findWebKit();
const skip = programs ? false : 'install webkit2gtk-driver and xvfb (Debian)';

describe('in WebKitGTK, which has no Web Authentication,', { skip }, () => {
  let site: Site;
  let webkit: WebKit;

  before(async () => {
    site = await openBundledSite(['test/matrix/webkit-page.ts']);
    webkit = await WebKit.start(programs!);
    await webkit.goto(`${site.url}/webkit-page`);
    assert.equal(await webkit.run('return typeof PublicKeyCredential'), 'undefined');
  });

  after(async () => {
    await webkit.close();
    await site.close();
  });

  it('<passkey-signin> says so, in its words or in the slot of the page, and leaves the other ways in', async () => {
    await webkit.until(unsupported, 'passkey-signin');
    assert.deepEqual(await webkit.run(lookAt, 'passkey-signin'), [
      ['This browser can’t use passkeys. Please sign in another way.'],
      ['Use a newer browser.', 'Password'],
    ]);
  });

  it('<passkey-manager> lists passkeys, has no button to add one and says why', async () => {
    await webkit.until(unsupported, 'passkey-manager');
    const intro = 'Sign in with your fingerprint, face or screen lock instead of a password.';
    assert.deepEqual(await webkit.run(lookAt, 'passkey-manager'), [
      [intro, 'This browser can’t create passkeys. You can still see and remove yours.'],
      [intro, 'Add passkeys elsewhere.'],
    ]);
  });
});

const unsupported = `return document.querySelectorAll(arguments[0] + ':not(:state(unsupported))').length === 0`;

/** Text and controls that a person can read and press, in every element of a kind. */
const lookAt = `return [...document.querySelectorAll(arguments[0])].map((element) =>
  [element.shadowRoot, element]
    .flatMap((root) => [...root.querySelectorAll('p, button')])
    .filter((node) => node.checkVisibility())
    .map(({ textContent }) => textContent.trim())
    .filter(Boolean));`;

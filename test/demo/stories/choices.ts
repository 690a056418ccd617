import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { stage } from '../stage.ts';
import type { Visitor } from '../visitor.ts';

describe('a person who chooses looks and languages', () => {
  let visitor: Visitor;
  const choose = (id: string, value: string) => visitor.page.select(`#${id}`, value);
  const set = (name: string, value: string) =>
    visitor.page.$eval(
      `#theme [name="${name}"]`,
      (field, text) => {
        (field as HTMLInputElement).value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
      value,
    );
  const buttonStyle = (property: string) =>
    visitor.page.$eval(
      'passkey-signin',
      ({ shadowRoot }, name) => {
        const button = shadowRoot?.querySelector('[part=button]');
        return button ? getComputedStyle(button).getPropertyValue(name) : '';
      },
      property,
    );

  before(async () => {
    visitor = await stage.enter();
    await visitor.open(`${stage.site.url}/index.html?workspace=shop`);
    await visitor.reads('Sign in with a passkey');
  });
  after(() => visitor.leave());

  it('is offered every language of the elements', async () => {
    const offered = await visitor.page.$$eval('#language option', (options) =>
      options.map(({ value }) => value.toLowerCase()),
    );
    const files = readdirSync('src/i18n').filter((file) => /^[a-z]{2}(-\w+)?\.ts$/.test(file));
    assert.deepEqual(offered.map((tag) => `${tag}.ts`).toSorted(), files.toSorted());
  });

  it('reads the live element in that language, also on the next page, and the page as before', async () => {
    await choose('language', 'de');
    await visitor.reads('Mit Passkey anmelden');
    await visitor.open(`${stage.site.url}/login.html`);
    await visitor.reads('Mit Passkey anmelden');
    await visitor.reads('Sign in with a password');
    await choose('language', 'en');
    await visitor.reads('Sign in with a passkey');
  });

  it('sees the pages light or dark, whatever the system says', async () => {
    const scheme = () => visitor.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    await choose('look', 'dark');
    assert.equal(await scheme(), 'dark');
    await visitor.open(`${stage.site.url}/index.html`);
    assert.equal(await scheme(), 'dark');
    await choose('look', 'system');
    assert.equal(await scheme(), 'light dark');
  });

  it('tries a theme on the live element and copies the lines that make it', async () => {
    await visitor.reads('Sign in with a passkey');
    await set('--passkey-accent', '#123456');
    await set('--passkey-radius', '1.5');
    assert.equal(await buttonStyle('border-radius'), '24px');
    await visitor.page
      .browserContext()
      .setPermission(stage.site.url, { permission: { name: 'clipboard-write' }, state: 'granted' });
    await visitor.press('Copy');
    await visitor.reads('Copied.');
    const lines = await visitor.textOf('#theme-css');
    assert.match(lines, /^passkey-signin,\npasskey-manager \{\n {2}--passkey-accent: #123456;/);
    assert.match(lines, /--passkey-radius: 1\.5rem;/);
  });

  it('learns when the text on the button becomes hard to read', async () => {
    await set('--passkey-accent', '#eeeeee');
    await set('--passkey-on-accent', '#ffffff');
    await visitor.reads('The text on the button has a contrast of 1.2 : 1.');
    await visitor.press('As it was');
    assert.equal(await buttonStyle('border-radius'), '8px');
  });
});

describe('a developer who reads the documentation', () => {
  let developer: Visitor;
  before(async () => {
    developer = await stage.enter();
  });
  after(() => developer.leave());

  it('finds a page in the contents, and the elements live on it', async () => {
    await developer.open(`${stage.site.url}/docs.html`);
    await developer.follow('The elements');
    await developer.reads('Attributes and properties');
    await developer.reads('Sign in with a passkey');
    await developer.reads('Sign in to see your passkeys here.');
    developer.evidence.assertClean();
  });

  it('finds an error by its code, and by words of its cause', async () => {
    await developer.follow('Errors: cause and cure');
    const rows = () =>
      developer.page.$$eval('tbody tr:not([hidden]) td:first-child', (cells) =>
        cells.map(({ textContent }) => textContent),
      );
    const all = (await rows()).length;
    await developer.type('Find an error by its code, or by words of its cause', 'cancel', 'searchbox');
    assert.ok((await rows()).includes('cancelled'));
    assert.ok((await rows()).length < all);
    await developer.type('Find an error by its code, or by words of its cause', 'no such words', 'searchbox');
    await developer.reads(`0 of ${String(all)} errors`);
  });
});

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Visitor } from '../demo/visitor.ts';
import { pageScript } from '../support/page-scripts.ts';
import { findGo, GoTemplates, type ThemeData } from './theme/go-templates.ts';
import { HostedPage } from './theme/hosted-page.ts';
import { LoginFiles } from './theme/login-files.ts';

const go = findGo();
const skip = go === undefined ? 'install golang-go (Debian) or Go' : false;

const smart = { AuthnView: 'usernameless_web_authn_view' };
const classic = { AuthnView: 'web_authn_view' };
const password = { AuthnView: 'password_view' };
const classicWays = { password: true, webauthn: true, usernameless_webauthn: false };
const ada = { Identifier: 'ada@example.com', UserID: 'u1', UserDisplayName: 'Ada Lovelace' };
const secondStep = { ...ada, Is2FAStep: true };
const again = { ...ada, IsForceAuthMode: true };
const otherWays = { otp: false, email_otp: false, sms_otp: false, totp: false };
const attack = '<img src=x onerror="document.title=1">';

describe('the theme in Go’s template engine, under a strict policy,', { skip }, () => {
  let files: LoginFiles;
  let templates: GoTemplates;
  let hosted: HostedPage;
  let visitor: Visitor;

  before(async () => {
    files = await LoginFiles.open();
    templates = await GoTemplates.build(go!, files.settings);
    hosted = await HostedPage.open(templates, files.url);
    visitor = await Visitor.arrive();
    await visitor.takeDevice();
  });

  after(async () => {
    await visitor.leave();
    await hosted.close();
    await files.close();
    await templates.remove();
  });

  beforeEach(() => hosted.begin());

  const open = async (known: Partial<ThemeData> = {}) => {
    hosted.begin(known);
    await visitor.open(hosted.url);
  };
  const isUpgraded = () =>
    visitor.page.waitForFunction('document.querySelector("passkey-signin:defined")?.shadowRoot != null');

  for (const [view, known] of Object.entries({ smart, classic, password })) {
    for (const [step, person] of Object.entries({ 'a first step': {}, 'a second step': secondStep, again })) {
      it(`shows the ${view} view of ${step} with nothing forbidden and no barrier`, async () => {
        await open({ ...known, ...person });
        if (view !== 'password') await isUpgraded();
        visitor.evidence.assertClean();
        assert.deepEqual(await barriersOn(hosted.url), []);
      });
    }
  }

  it('sends the form of a password with the fields and the query that are published', async () => {
    await open({ ...password });
    await visitor.type('Username, email or phone', 'ada@example.com');
    await visitor.type('Password', 'analytical engine');
    await visitor.follow('Sign in with a password', 'button');
    assert.deepEqual(hosted.posted, [
      {
        query: { login_id: 'login&id=1', login_state: 'state+1', server_id: 'shop' },
        fields: {
          csrf_token: 'c1',
          authn_mode: 'password_view',
          user_id: '',
          identifier: 'ada@example.com',
          password: 'analytical engine',
        },
      },
    ]);
    await visitor.reads('Wrong password, ada@example.com');
  });

  for (const [from, known, button, action, next] of [
    ['Smart', smart, 'Use your password', 'change_to_password', 'Sign in with a password'],
    ['password', password, 'Use a passkey', 'change_to_usernameless_web_authn', 'Use your password'],
    ['Classic', classic, 'Create an account', 'change_to_register', 'Use your password'],
  ] as const) {
    it(`leads from the ${from} view another way: ${action}`, async () => {
      await open(known);
      await visitor.type('Username, email or phone', 'ada@example.com');
      await visitor.follow(button, 'button');
      const [{ fields }] = hosted.posted as [(typeof hosted.posted)[0]];
      assert.equal(fields['action'], action);
      assert.equal(fields['authn_mode'], known.AuthnView);
      assert.equal(fields['identifier'], 'ada@example.com');
      await visitor.reads(next);
    });
  }

  it('asks for the passkey of the mode that the workspace has', async () => {
    await open({
      ...password,
      AuthenticationMechanismsAvailability: { ...otherWays, ...classicWays },
    });
    await visitor.follow('Use a passkey', 'button');
    assert.equal(hosted.posted[0]?.fields['action'], 'change_to_web_authn');
    assert.equal(await visitor.page.$eval('passkey-signin', ({ mode }) => mode), 'classic');
  });

  it('signs in by password without scripts, beginning with the passkey view', async () => {
    await visitor.page.setJavaScriptEnabled(false);
    try {
      await open(smart);
      assert.ok(await visitor.page.$('noscript p'));
      await Promise.all([
        visitor.page.waitForNavigation(),
        visitor.page.click('[value="change_to_password"]'),
      ]);
      await visitor.page.type('#identifier', 'ada@example.com');
      await visitor.page.type('#password', 'analytical engine');
      await Promise.all([visitor.page.waitForNavigation(), visitor.page.click('button.main')]);
    } finally {
      await visitor.page.setJavaScriptEnabled(true);
    }
    assert.equal(hosted.posted.at(-1)?.fields['password'], 'analytical engine');
  });

  for (const [view, known] of Object.entries({ smart, classic, password })) {
    it(`shows the server’s errors and names as text, in the ${view} view`, async () => {
      const hostile = { Identifier: attack, UserDisplayName: attack, UserID: '"><script>1</script>' };
      await open({ ...known, ...hostile, FormError: { Errors: [{ Message: attack }, { Message: 'No.' }] } });
      await visitor.reads(attack);
      assert.equal(await visitor.page.$('img'), null);
      assert.equal(await visitor.valueOf('[name="identifier"]'), attack);
      assert.equal(await visitor.valueOf('[name="user_id"]'), hostile.UserID);
      assert.equal(await visitor.page.title(), 'Error: Sign in · Acme');
      const described = await visitor.page.$eval('#identifier', (field) =>
        (field.getAttribute('aria-describedby') ?? '').split(' '),
      );
      assert.ok(described.includes('errors'));
      visitor.evidence.assertClean();
    });
  }

  for (const [step, person] of Object.entries({ secondStep, again })) {
    for (const [view, known] of Object.entries({ smart, classic, password })) {
      it(`names the person and lets nobody else in: ${view}, ${step}`, async () => {
        await open({ ...known, ...person });
        await visitor.reads('Ada Lovelace');
        const fields = await visitor.page.$$eval('[name="identifier"]', (inputs) =>
          (inputs as HTMLInputElement[]).map(({ value, readOnly }) => ({ value, readOnly })),
        );
        assert.deepEqual(fields, [{ value: 'ada@example.com', readOnly: true }]);
        assert.equal(await visitor.valueOf('[name="user_id"]'), 'u1');
        assert.equal(await visitor.page.$('[value="change_to_register"]'), null);
        const back = await visitor.page.$('[value="back_to_main_login_page"]');
        assert.equal(back !== null, step === 'secondStep');
        if (view === 'password') return;
        const given = await visitor.page.$eval('passkey-signin', (element) =>
          ['mode', 'identifier', 'user-id'].map((name) => element.getAttribute(name)),
        );
        assert.deepEqual(given, [view, 'ada@example.com', 'u1']);
      });
    }
  }

  it('leaves every other view to the vendor’s own templates', async () => {
    await open({
      ...password,
      AuthenticationMechanismsAvailability: { ...otherWays, ...classicWays, totp: true },
    });
    await visitor.follow('Use your authenticator app', 'button');
    await visitor.reads('The vendor’s totp_view');
  });

  it('runs no script when the nonce is not the one of the policy, and the other ways stay', async () => {
    hosted.begin(smart);
    hosted.nonceOfPolicy = 'b3RoZXI=';
    await visitor.open(hosted.url);
    assert.match(visitor.evidence.takeWrong().join('\n'), /script-src/);
    assert.equal(await visitor.page.evaluate('customElements.get("passkey-signin")'), undefined);
    await visitor.follow('Use your password', 'button');
    await visitor.reads('Sign in with a password');
    assert.equal(hosted.posted[0]?.fields['action'], 'change_to_password');
    visitor.evidence.takeWrong();
  });

  it('runs no script that is not the pinned one, and the other ways stay', async () => {
    const wrong = await HostedPage.open(
      await templates.with({ passkey_script_hash: files.settings['passkey_style_hash'] ?? '' }),
      files.url,
    );
    try {
      await visitor.open(wrong.url);
      assert.match(visitor.evidence.takeWrong().join('\n'), /integrity/);
      assert.equal(await visitor.page.evaluate('customElements.get("passkey-signin")'), undefined);
      await visitor.follow('Use your password', 'button');
      assert.equal(wrong.posted[0]?.fields['action'], 'change_to_password');
    } finally {
      visitor.evidence.takeWrong();
      await wrong.close();
    }
  });

  it('fits a narrow window, also from right to left', async () => {
    const rightToLeft = await templates.with({ passkey_direction: 'rtl', passkey_language: 'ar' });
    const arabic = await HostedPage.open(rightToLeft, files.url);
    await visitor.page.setViewport({ width: 320, height: 640 });
    try {
      for (const known of [smart, classic, password, { ...smart, ...secondStep }]) {
        arabic.begin({ ...known, FormError: { Errors: [{ Message: 'x'.repeat(200) }] } });
        await visitor.open(arabic.url);
        const [width, direction] = await visitor.page.evaluate(() => [
          document.documentElement.scrollWidth,
          getComputedStyle(document.querySelector('main')!).direction,
        ]);
        assert.deepEqual([width, direction], [320, 'rtl']);
      }
      visitor.evidence.assertClean();
    } finally {
      await visitor.page.setViewport({ width: 1000, height: 800 });
      await arabic.close();
    }
  });

  /** Findings of axe for a page, in a tab with a policy that lets axe in. */
  async function barriersOn(url: string): Promise<readonly string[]> {
    const page = await visitor.page.browserContext().newPage();
    try {
      await page.setBypassCSP(true);
      await page.goto(url);
      await page.evaluate(await axe());
      return (await page.evaluate('barriers(document.documentElement)')) as readonly string[];
    } finally {
      await page.close();
    }
  }
});

let axeCode: Promise<string> | undefined;
const axe = (): Promise<string> => (axeCode ??= pageScript('test/matrix/theme/axe-page.ts'));

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Frame } from 'puppeteer-core';
import type { PasskeyErrorCode } from '../../src/errors.ts';
import { addAuthenticator, openAuthenticators } from '../support/chromium-authenticator.ts';
import { openChromium } from '../support/open-chromium.ts';
import type { Call, Outcome } from './real-pages/page.ts';
import { RealSite, type Place } from './real-pages/real-site.ts';

const calls = ['signIn', 'signUp', 'enroll'] as const satisfies readonly Call[];

let site: RealSite;
let browser: Browser;

before(async () => {
  site = await RealSite.start({
    relatedOrigins: ['https://shop.test'],
    layouts: {
      'connect.urls.test': 'standard',
      'acme.urls.test': 'tenant-domain',
      'login.urls.test': 'workspace-domain:shop',
    },
  });
  browser = await openChromium(site.flags);
});

after(async () => {
  await browser.close();
  await site.stop();
});

/** Opens a page with a platform authenticator, and does something in its innermost frame. */
async function at<T>(place: Place, run: (frame: Frame) => Promise<T>): Promise<T> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await addAuthenticator(await openAuthenticators(page));
    await page.goto(site.urlOf(place));
    const frame = page.frames().at(-1)!;
    await frame.waitForFunction(() => 'attempt' in window);
    return await run(frame);
  } finally {
    await context.close();
  }
}

const attempt = (frame: Frame, call: Call): Promise<Outcome> =>
  frame.evaluate((name) => window.attempt(name), call);

interface Case {
  readonly place: Place;
  /** RP ID of the pool. Default: that of the host. */
  readonly rpId?: string;
  /** Of signing in, signing up, enrolling. */
  readonly code: PasskeyErrorCode;
  /** The result of `diagnose()` on the page. */
  readonly seen: object;
  readonly problems: readonly RegExp[];
}

const cases: Readonly<Record<string, Case>> = {
  'a page whose header forbids both calls': {
    place: {
      host: 'localhost',
      scheme: 'http',
      policy: 'publickey-credentials-get=(), publickey-credentials-create=()',
    },
    code: 'blocked_by_policy',
    seen: { permissionsPolicy: { get: false, create: false } },
    problems: [/policy forbids publickey-credentials-get/, /policy forbids publickey-credentials-create/],
  },
  "a frame of another origin's page without allow": {
    place: { host: 'shop.localhost', scheme: 'http', framedBy: { host: 'localhost' } },
    code: 'blocked_by_policy',
    seen: { permissionsPolicy: { get: false, create: false } },
    problems: [
      /publickey-credentials-get; in a frame.*allow/,
      /publickey-credentials-create; in a frame.*allow/,
    ],
  },
  'an insecure page': {
    place: { host: 'shop.acme.test', scheme: 'http' },
    code: 'insecure_context',
    seen: { secureContext: false, host: { name: 'shop.acme.test', kind: 'domain' } },
    problems: [/not secure/],
  },
  'a page whose host is an IP address': {
    place: { host: '127.0.0.1' },
    code: 'wrong_domain',
    seen: { secureContext: true, host: { name: '127.0.0.1', kind: 'ip-address' } },
    problems: [/127\.0\.0\.1 is an IP address/],
  },
  'a page of another domain than the RP ID': {
    place: { host: 'shop.other.test' },
    rpId: 'acme.test',
    code: 'wrong_domain',
    seen: { rpId: { id: 'acme.test', relation: 'foreign' } },
    problems: [/RP ID acme\.test is neither this host/],
  },
};

describe('where passkeys cannot work, in a real browser', () => {
  for (const [what, { place, rpId = '', code, seen, problems }] of Object.entries(cases)) {
    it(`bad input 120: ${what} is told as ${code} for each call, and diagnosed`, async () => {
      await site.setRpId(rpId);
      await at(place, async (frame) => {
        for (const call of calls) assert.equal((await attempt(frame, call)).code, code, call);
        const diagnosis = await frame.evaluate(() => window.diagnosis());
        assert.deepEqual({ ...diagnosis, ...seen }, diagnosis);
        assert.equal(diagnosis.problems.length, problems.length, diagnosis.problems.join('\n'));
        diagnosis.problems.forEach((problem, index) => assert.match(problem, problems[index]!));
      });
    });
  }
});

describe('lesson 20: an RP ID that is not the host', () => {
  it('is legal when it is a parent domain', async () => {
    await site.setRpId('acme.test');
    await at({ host: 'app.acme.test' }, async (frame) => {
      assert.deepEqual(await attempt(frame, 'enroll'), { code: 'done', message: '' });
      assert.deepEqual(await attempt(frame, 'signIn'), { code: 'done', message: '' });
      const { rpId, problems } = await frame.evaluate(() => window.diagnosis());
      assert.deepEqual(rpId, { id: 'acme.test', relation: 'parent-domain' });
      assert.deepEqual(problems, []);
    });
  });

  it('is legal when its domain names the origin as related: then it is the server that decides', async () => {
    await site.setRpId('acme.test');
    await at({ host: 'shop.test' }, async (frame) => {
      assert.equal((await attempt(frame, 'signUp')).code, 'verification_failed');
      const { rpId, problems } = await frame.evaluate(() => window.diagnosis());
      assert.deepEqual(rpId, { id: 'acme.test', relation: 'related-origin' });
      assert.deepEqual(problems, []);
    });
  });
});

const layouts: Readonly<Record<string, Place>> = {
  'the standard layout': { host: 'connect.urls.test', issuer: '/acme/shop' },
  'a vanity domain of the tenant': { host: 'acme.urls.test', issuer: '/shop' },
  'a vanity domain of the workspace': { host: 'login.urls.test', issuer: '', workspace: 'shop' },
};

describe('a person and the SDK', () => {
  for (const [what, place] of Object.entries(layouts)) {
    it(`go from the password to the last passkey under ${what}`, async () => {
      await site.setRpId('');
      await at(place, async (frame) => {
        assert.equal((await attempt(frame, 'journey')).code, 'last_passkey');
      });
    });
  }
});

import assert from 'node:assert/strict';
import type { CredentialAssertion } from '../../src/api/contract.ts';
import { type Answer, Calls, claimsOf, Person, system } from './calls.ts';
import { Browser, codeOf } from './oauth-browser.ts';

/** A person on a hosted page with a script that sends the requests of the vendor's own script: no JSON Content-Type. */
export class Visitor {
  readonly browser: Browser;
  readonly person: Person;

  constructor(browser: Browser, identifier = 'ada@example.com') {
    this.browser = browser;
    this.person = new Person(browser.calls, identifier);
  }

  async send(page: URL, path: string, body?: unknown, method = 'POST'): Promise<Answer> {
    const url = `${page.origin}${page.pathname}/${path}${page.search}`;
    const init =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'text/plain' } };
    const reply = await this.browser.calls.send(method, url, init);
    const text = await reply.text();
    return { status: reply.status, headers: reply.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  async options(page: URL, family = 'usernameless-webauthn', who?: object): Promise<CredentialAssertion> {
    return (await this.send(page, `${family}/options`, who)).body as CredentialAssertion;
  }

  /** Options, prompt and finish. */
  async confirm(page: URL, family = 'usernameless-webauthn', who?: object): Promise<Answer> {
    const credential = this.person.get(await this.options(page, family, who));
    const { userHandle = '' } = credential.response;
    return this.send(page, `${family}/finish`, {
      ...credential,
      response: { ...credential.response, userHandle },
    });
  }

  /** Where the form leads, back at the client. */
  async goOn(page: URL, form: Readonly<Record<string, string>>): Promise<URL> {
    const reply = await this.browser.submit(page, form);
    assert.equal(reply.status, 303, await reply.clone().text());
    const back = await this.browser.get(reply.headers.get('Location') ?? '');
    return new URL(back.headers.get('Location') ?? '');
  }
}

export const smart = { authn_mode: 'usernameless_web_authn_view', identifier: '', web_authn_error: '' };
export const classic = { authn_mode: 'web_authn_view', identifier: 'ada@example.com', web_authn_error: '' };
export const byName = { identifier: 'ada@example.com', user_id: '' };

export async function begin(workspace = 'shop', about = {}): Promise<[Visitor, URL]> {
  const browser = new Browser(new Calls(), workspace);
  return [new Visitor(browser), await browser.authorize(about)];
}

export async function amr(visitor: Visitor, back: URL): Promise<unknown> {
  const reply = await visitor.browser.exchange(codeOf(back));
  return claimsOf(((await reply.json()) as { access_token: string }).access_token)['amr'];
}

export async function setPool(calls: Calls, body: object): Promise<void> {
  const token = await calls.backendToken();
  assert.equal((await calls.call('PUT', system, { token, body })).status, 200);
}

export async function readText(reply: Response): Promise<string> {
  return (await reply.text()).replace(/\s+/g, ' ');
}

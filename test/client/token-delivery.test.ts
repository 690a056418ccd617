import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deliverTokens } from '../../src/client/sign-in/result.ts';
import { fromPageRequest, PasskeyError } from '../../src/errors.ts';
import { FakeClock } from '../support/fake-clock.ts';

const tokens = { access_token: 'secret', token_type: 'Bearer' } as Parameters<typeof deliverTokens>[1];

const throwing = (thrown: unknown) => (): never => {
  throw thrown;
};

describe('the delivery of tokens to the page', () => {
  for (const onTokens of [() => undefined, async () => {}, () => new Response(null, { status: 204 })]) {
    it(`succeeds: ${onTokens.toString()}`, () => deliverTokens(onTokens, tokens));
  }

  for (const [what, onTokens, code] of [
    ['a refusal that is returned', () => new Response(null, { status: 500 }), 'server_error'],
    ['a refusal that is thrown', throwing(new Response(null, { status: 503 })), 'server_error'],
    ['a session that is over', () => new Response(null, { status: 401 }), 'unauthorized'],
    ['an answer in HTML', () => new Response('<html>').json(), 'server_error'],
    ['no connection in Chromium', throwing(new TypeError('Failed to fetch')), 'server_error'],
    ['no connection in Firefox', throwing(new TypeError('NetworkError when attempting…')), 'server_error'],
    ['no connection in Safari', throwing(new TypeError('Load failed')), 'server_error'],
    ['a mistake in the function', throwing(new TypeError('x is undefined')), 'configuration'],
    ['a string', throwing('secret'), 'configuration'],
    ['an error of the page’s choice', throwing(new PasskeyError('forbidden', 'No.')), 'forbidden'],
  ] as const) {
    it(`reports ${code} for ${what}, without its text`, async () => {
      const error: unknown = await deliverTokens(onTokens, tokens).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof PasskeyError);
      assert.equal(error.code, code);
      assert.doesNotMatch(error.message, /secret/);
    });
  }

  it('ends after 15 seconds without an answer', async () => {
    const clock = new FakeClock();
    const delivery = deliverTokens(() => new Promise(() => undefined), tokens, clock);
    const rejected = assert.rejects(delivery, { code: 'server_error' });
    await clock.advance(15_000);
    await rejected;
  });

  it('tells no failure of a request where there was none', () => {
    for (const value of [undefined, null, 'x', { ok: true, status: 200 }, new Error('Failed to fetch')]) {
      assert.equal(fromPageRequest(value, 'onTokens'), undefined);
    }
  });
});

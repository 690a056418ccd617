import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clientCredentials } from '../../src/api/client-credentials.ts';
import { createHttpClient } from '../../src/api/http-client.ts';
import { openSite, type Site } from '../support/site.ts';

describe('an address that answers with a redirect to another origin', () => {
  const arrived: string[] = [];
  let moved: Site;
  let other: Site;

  before(async () => {
    other = await openSite(({ method, headers }, response) => {
      arrived.push(`${method} ${headers.authorization}`);
      response.end('{}');
    });
    moved = await openSite(({ url }, response) => {
      response.writeHead(Number(url?.slice(1)), { Location: other.url }).end();
    });
  });
  after(() => Promise.all([moved.close(), other.close()]));

  const refused = { code: 'bad_response', status: undefined, message: /redirect by http.*not followed/ };

  for (const status of [301, 302, 303, 307, 308]) {
    for (const method of ['get', 'post', 'put', 'delete'] as const) {
      it(`gets nothing of a ${method} there: ${status}`, async () => {
        const http = createHttpClient({ accessToken: () => 'secret', idempotency: true, backoff: () => 0 });
        const body = method === 'get' ? {} : { body: { password: 'secret' } };
        const call = http[method]({
          call: 'rename',
          url: `${moved.url}/${status}`,
          token: 'bearer',
          ...body,
        });
        await assert.rejects(call, refused);
        assert.deepEqual(arrived, []);
      });
    }

    it(`gets no client secret there: ${status}`, async () => {
      const client = { clientId: 'backoffice', clientSecret: 'backoffice-secret', scope: 'identity' };
      const call = clientCredentials(createHttpClient(), { url: `${moved.url}/${status}`, ...client });
      await assert.rejects(call, refused);
      assert.deepEqual(arrived, []);
    });
  }
});

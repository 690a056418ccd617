import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planted } from './deviations.ts';
import { plantedElsewhere } from './deviations-of-calls.ts';
import { find, listed, Tenant } from './tenant.ts';

for (const { name, id, cure, deviate, workspace = 'shop' } of [...planted, ...plantedElsewhere]) {
  test(`a tenant that differs is named with its cure: ${name}`, async () => {
    const finding = find(await new Tenant(deviate).examine(workspace), id);
    assert.equal(finding.is, 'differs', JSON.stringify(finding));
    assert.match(finding.is === 'differs' ? finding.cure : '', cure);
  });
}

test('the cure is set, and the assumption holds', async () => {
  const moved = '/moved/self';
  const tenant = new Tenant();
  const { fetch } = tenant;
  // The API of this tenant is at another path, and the usual one is a page.
  const elsewhere: typeof fetch = (input, init) => {
    const { href, pathname } = new URL(new Request(input).url);
    if (pathname.startsWith('/acme/shop/identity/')) {
      return Promise.resolve(new Response('<html></html>', { status: 404 }));
    }
    return fetch(href.replace(moved, '/acme/shop/identity'), init);
  };
  const before = await tenant.ask({ fetch: elsewhere });
  assert.equal(find(before, 'self-service').is, 'differs');
  const endpoints = { selfService: `http://localhost:4400${moved}` };
  const after = await tenant.ask({ fetch: elsewhere, endpoints });
  assert.deepEqual(listed(after, 'differs'), []);
});

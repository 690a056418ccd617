import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMockServer, type Layout } from '../../mock-server/app.ts';
import { createSystemClient, systemDirectory, type SystemConnection } from '../../src/system.ts';
import { fakeEnvironment } from '../support/fake-environment.ts';

const origin = 'http://localhost:4400';
const secret = { clientId: 'backoffice', clientSecret: 'backoffice-secret' };

/** Layouts: docs/connect-api.md, "Base URLs". The token endpoint is the tenant's; the domain of a workspace does not have it. */
const layouts: Readonly<
  Record<Layout, Pick<SystemConnection, 'issuer'> & { readonly tokenEndpoint?: string }>
> = {
  standard: { issuer: `${origin}/acme/shop` },
  'tenant-domain': { issuer: `${origin}/shop` },
  'workspace-domain:shop': { issuer: origin, tokenEndpoint: `${origin}/acme/system/oauth2/token` },
};

for (const [layout, where] of Object.entries(layouts) as [Layout, (typeof layouts)[Layout]][]) {
  test(`a backend finds a user and their passkeys under the layout ${layout}, with its own token`, async () => {
    const server = createMockServer({ layout, world: fakeEnvironment() });
    const fetch: typeof globalThis.fetch = async (input, init) => server.fetch(new Request(input, init));
    const system = createSystemClient({ ...where, ...secret, poolId: 'customers', fetch });
    const { user, etag } = await system.userByKey({ identifier: 'ada@example.com' });
    assert.equal((await system.user(user.id)).etag, etag);
    const directory = systemDirectory(system, user.id, { mode: 'smart' });
    assert.deepEqual((await directory.list()).passkeys, []);
    await assert.rejects(directory.remove('nothing'), { code: 'not_found' });
  });
}

/** The package beside other versions of its neighbours: npm must not refuse, and shared ones must work. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { installed } from './installed.ts';

/** What apps have, from the oldest in use to the newest. */
const neighbours = {
  old: ['react@17', '@types/react@17', 'vue@2', 'svelte@4', 'vite@5', 'msw@1'],
  current: ['react@18', 'react-dom@18', '@types/react@18', 'vue@3', 'svelte@5', 'vite@6', 'msw@2'],
  new: ['react@19', 'react-dom@19', '@types/react@19', 'vue@3', 'svelte@5', 'vite@8', 'msw@3'],
} as const;

describe('npm, asked for the package', () => {
  for (const [age, packages] of Object.entries(neighbours)) {
    it(`installs it beside ${age} ones: ${packages.join(', ')}`, async () => {
      const app = await installed().empty();
      try {
        const lock = ['--package-lock-only', '--strict-peer-deps', '--ignore-scripts', '--no-audit'];
        await app.run('npm', 'install', '--silent', ...lock, ...packages);
        await app.run('npm', 'install', '--silent', ...lock, app.tarball);
        assert.match(readFileSync(app.path('package-lock.json'), 'utf8'), /"node_modules\/connect-passkeys"/);
      } finally {
        await app.remove();
      }
    });
  }

  it('answers with the newest MSW', async () => {
    const app = await installed().another('msw@3');
    try {
      await app.write('msw.js', mswApp);
      assert.equal((await app.run(process.execPath, 'msw.js')).trim(), '200 Ada');
    } finally {
      await app.remove();
    }
  });
});

/** Without the interception of requests, which wants a newer Node than the package does. */
const mswApp = `import { getResponse } from 'msw';
import { mockHandler } from 'connect-passkeys/mock-server/msw';
const url = 'https://example.com/acme/identity/customers/login/password';
const body = JSON.stringify({ workspace_id: 'shop', identifier: 'ada@example.com', password: 'analytical engine' });
const request = new Request(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
const reply = await getResponse([mockHandler()], request);
console.log(reply?.status, (await reply?.json())?.access_token ? 'Ada' : 'nobody');
process.exit();
`;

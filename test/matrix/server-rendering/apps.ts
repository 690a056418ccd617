/** One app in each framework: signing in with a password form, then the list of passkeys, under state of its own. */

/** Files of an app; `server.js` writes its HTML, `client.js` hydrates it. */
export interface Rendered {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Packages that the page takes in place of others. */
  readonly alias?: Readonly<Record<string, string>>;
  /** The same for the server. */
  readonly serverAlias?: Readonly<Record<string, string>>;
}

const session = `import { createPasskeys } from 'connect-passkeys';
let token = '';
export const passkeys = createPasskeys({
  issuer: 'https://example.com/acme/shop',
  poolId: 'customers',
  accessToken: () => token,
  onTokens: (tokens) => { token = tokens.access_token; },
});
`;

const fields = (username: string, password: string) => `<label>Email <input ${username} /></label>
      <label>Password <input type="password" ${password} /></label>
      <button>Sign in with a password</button>`;
const form = `<form slot="other-ways" data-passkey-password>
      ${fields('autocomplete="username"', 'autocomplete="current-password"')}
    </form>`;

const reactApp = `import { useState } from 'react';
import { PasskeyManager, PasskeySignin } from 'connect-passkeys/react';
import { passkeys } from './session.js';

export function App() {
  const [isSignedIn, setSignedIn] = useState(false);
  const [updates, update] = useState(0);
  return (
    <div data-updates={updates}>
      <button onClick={() => update((count) => count + 1)}>Update</button>
      {isSignedIn ? <PasskeyManager client={passkeys} /> : (
        <PasskeySignin client={passkeys} className="sign-in" onPasskeySignedIn={() => setSignedIn(true)}>
          <form slot="other-ways" data-passkey-password="">
            ${fields('autoComplete="username"', 'autoComplete="current-password"')}
          </form>
        </PasskeySignin>
      )}
      {isSignedIn || <PasskeySignin issuer="https://example.com/acme/shop" poolId="customers" withoutAutofill />}
    </div>
  );
}
`;

const reactServer = `import { renderToString } from 'react-dom/server';
import { App } from './app.jsx';
process.stdout.write(renderToString(<App />));
`;

/** With the elements defined before hydration: another part of the page may use them already. */
const reactClient = `import 'connect-passkeys/define';
import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { App } from './app.jsx';
hydrateRoot(document.getElementById('app'), <StrictMode><App /></StrictMode>);
`;

const hydrate17 = `import 'connect-passkeys/define';
import { hydrate } from 'react-dom';
import { App } from './app.jsx';
hydrate(<App />, document.getElementById('app'));
`;

/** React 17 has no `exports`, so Node needs the names of its files. */
const withExtensions = {
  'react-dom/server': 'react-dom/server.js',
  'react/jsx-runtime': 'react/jsx-runtime.js',
};

export const react = (version: string): Rendered => ({
  name: `React ${version}`,
  ...(version === '17' && { serverAlias: withExtensions }),
  files: {
    'session.js': session,
    'app.jsx': reactApp,
    'server-react.js': reactServer,
    'client-react.js': version === '17' ? hydrate17 : reactClient,
  },
});

const vueApp = `import { createSSRApp, ref } from 'vue';
import { passkeys } from './session.js';

export function createApp() {
  const app = createSSRApp({
    setup: () => ({ passkeys, isSignedIn: ref(false), updates: ref(0) }),
    template: \`<div :data-updates="updates"><button @click="updates++">Update</button>
    <passkey-manager v-if="isSignedIn" :client.prop="passkeys" />
    <passkey-signin v-else :client.prop="passkeys" @passkey-signed-in="isSignedIn = true">${form}</passkey-signin></div>\`,
  });
  app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('passkey-');
  return app;
}
`;

const vue: Rendered = {
  name: 'Vue',
  // The build of Vue that compiles templates in the page.
  alias: { vue: 'vue/dist/vue.esm-bundler.js' },
  files: {
    'session.js': session,
    'vue-app.js': vueApp,
    'server-vue.js': `import { renderToString } from 'vue/server-renderer';
import { createApp } from './vue-app.js';
process.stdout.write(await renderToString(createApp()));
`,
    'client-vue.js': `import { createApp } from './vue-app.js';
createApp().mount('#app');
await import('connect-passkeys/define');
`,
  },
};

const svelte: Rendered = {
  name: 'Svelte',
  files: {
    'session.js': session,
    'App.svelte': `<script>
  import { onMount } from 'svelte';
  import { passkeys } from './session.js';
  let isSignedIn = $state(false);
  let updates = $state(0);
  // A server would write it into an attribute.
  const client = typeof document === 'undefined' ? undefined : passkeys;
  onMount(() => void import('connect-passkeys/define'));
</script>

<div data-updates={updates}>
  <button onclick={() => (updates += 1)}>Update</button>
  {#if isSignedIn}
    <passkey-manager {client}></passkey-manager>
  {:else}
    <passkey-signin {client} onpasskey-signed-in={() => (isSignedIn = true)}>
      ${form}
    </passkey-signin>
  {/if}
</div>
`,
    'server-svelte.js': `import { render } from 'svelte/server';
import App from './App.svelte';
process.stdout.write(render(App).body);
`,
    'client-svelte.js': `import { hydrate } from 'svelte';
import App from './App.svelte';
hydrate(App, { target: document.getElementById('app') });
`,
  },
};

export const frameworks: readonly Rendered[] = [react('19'), vue, svelte];

import { svelteTypes, vueTypes } from '../support/component-types.ts';

/**
 * How templates use the elements, as the compilers of their frameworks hand them to TypeScript. Nothing beside them
 * registers the elements: an app may do that in the browser only.
 */
export const templates: Readonly<Record<string, string>> = {
  'react.tsx': `import type {} from 'connect-passkeys/react';
import { createPasskeys } from 'connect-passkeys';
const client = createPasskeys({ issuer: 'https://example.com/acme/shop' });
export const page = <passkey-signin client={client} pool-id="customers" onpasskey-signed-in={({ detail }) => detail.subject} />;
`,
  'vue.ts': vueTypes(`<script setup lang="ts">
import type {} from 'connect-passkeys/vue';
import { createPasskeys } from 'connect-passkeys';
const client = createPasskeys({ issuer: 'https://example.com/acme/shop' });
</script>
<template>
  <passkey-signin id="sign-in" :client.prop="client" pool-id="customers" @passkey-signed-in="({ detail }) => detail.subject" />
</template>
`),
  'svelte.ts': svelteTypes(`<script lang="ts">
import type {} from 'connect-passkeys/svelte';
</script>
<passkey-manager id="passkeys" user-id="1" onpasskey-removed={({ detail }) => detail.id}></passkey-manager>
`),
};

/** How other code uses the package. */
export const scripts: Readonly<Record<string, string>> = {
  'angular-style.ts': `import 'connect-passkeys/define';
import { PasskeyError, type PasskeyErrorCode } from 'connect-passkeys';
import type { PasskeySignin } from 'connect-passkeys/passkey-signin';
export class SignInComponent {
  readonly #element: PasskeySignin;
  code: PasskeyErrorCode | undefined;
  constructor(host: { readonly nativeElement: HTMLElement }) {
    this.#element = host.nativeElement.querySelector('passkey-signin')!;
    this.#element.addEventListener('passkey-signin-failed', ({ detail }) => (this.code = detail.code));
  }
  async signIn(): Promise<void> {
    await this.#element.signIn().catch((error: unknown) => error instanceof PasskeyError);
  }
}
`,
  'mock.ts': `import { createMockServer } from 'connect-passkeys/mock-server';
import { mockHandler } from 'connect-passkeys/mock-server/msw';
import { startMockServer } from 'connect-passkeys/mock-server/node';
import { mockServer } from 'connect-passkeys/mock-server/vite';
export const reply = createMockServer().request('/_mock');
export const { url, close } = await startMockServer({ port: 0 });
export const [plugin, handler] = [mockServer(), mockHandler()];
`,
};

/** Templates with an attribute, an event or a member that is none: one each. */
export const misuses: Readonly<Record<string, string>> = {
  'react-mode.tsx': '<passkey-manager mode="other" />;',
  'react-detail.tsx': '<passkey-signin onpasskey-signed-in={({ detail }) => detail.nothing} />;',
  'vue-mode.ts': vueTypes('<template><passkey-manager mode="other" /></template>'),
  'vue-attribute.ts': vueTypes('<template><passkey-manager poool-id="customers" /></template>'),
  'vue-detail.ts': vueTypes(
    '<template><passkey-signin @passkey-signed-in="({ detail }) => detail.nothing" /></template>',
  ),
  'svelte-mode.ts': svelteTypes('<passkey-manager mode="other"></passkey-manager>'),
  'svelte-event.ts': svelteTypes('<passkey-manager onpasskey-aded={() => 1}></passkey-manager>'),
  'listener.ts': `document.addEventListener('passkey-removed', ({ detail }) => detail.nothing);`,
};

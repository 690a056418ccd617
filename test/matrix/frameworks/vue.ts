import { createApp, shallowReactive } from 'vue';
import type { Framework, Render } from './framework.ts';
import { stage } from './stage.ts';

const signin = `<passkey-signin :issuer="state.issuer" :pool-id="state.poolId" :client="state.client"
  @passkey-mode-detected="state.onDetected" @passkey-signed-in="state.onSignedIn" />`;

const manager = `<passkey-manager :issuer="state.issuer" :accessToken="state.accessToken"
  @passkey-list-changed="state.onListChanged" />`;

function renderWith(template: string): Render {
  return (place, settings) => {
    const state = shallowReactive({ ...settings });
    const app = createApp({ template, setup: () => ({ state }) });
    app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('passkey-');
    app.mount(place);
    return { update: (next) => Object.assign(state, next), remove: () => app.unmount() };
  };
}

stage({ signin: renderWith(signin), manager: renderWith(manager) } satisfies Framework);

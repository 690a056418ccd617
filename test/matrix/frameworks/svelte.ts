import { mount, unmount, type Component } from 'svelte';
import type { Framework, Render, Settings } from './framework.ts';
import Manager from './manager.svelte';
import Signin from './signin.svelte';
import { stage } from './stage.ts';

type SvelteApp = Component<{ first: Settings }, { update(next: Settings): void }>;

function renderWith(component: unknown): Render {
  return (place, first) => {
    // Svelte's own types declare every `.svelte` file a component of Svelte 4.
    const app = mount(component as SvelteApp, { target: place, props: { first } });
    return { update: (next) => app.update(next), remove: () => void unmount(app) };
  };
}

stage({ signin: renderWith(Signin), manager: renderWith(Manager) } satisfies Framework);

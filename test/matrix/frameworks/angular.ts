// Compiles the templates in the page, so that Angular's own build is not needed.
import '@angular/compiler';
import {
  Component,
  createComponent,
  CUSTOM_ELEMENTS_SCHEMA,
  signal,
  type ApplicationRef,
  type Type,
} from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import type { Framework, Render, Settings } from './framework.ts';
import { stage } from './stage.ts';

const signin = `<passkey-signin [issuer]="settings()?.issuer" [attr.pool-id]="settings()?.poolId"
  [client]="settings()?.client" (passkey-mode-detected)="settings()?.onDetected($event)"
  (passkey-signed-in)="settings()?.onSignedIn($event)"></passkey-signin>`;

const manager = `<passkey-manager [issuer]="settings()?.issuer" [accessToken]="settings()?.accessToken"
  (passkey-list-changed)="settings()?.onListChanged($event)"></passkey-manager>`;

interface Settled {
  readonly settings: ReturnType<typeof signal<Settings | undefined>>;
}

/** Applies the decorator to a class, without the syntax that TypeScript would have to remove. */
function componentOf(template: string): Type<Settled> {
  const component = class {
    readonly settings = signal<Settings | undefined>(undefined);
  };
  Component({ selector: 'app-root', template, schemas: [CUSTOM_ELEMENTS_SCHEMA] })(component);
  return component;
}

function renderWith(application: ApplicationRef, template: string): Render {
  const component = componentOf(template);
  return (hostElement, settings) => {
    const app = createComponent(component, { environmentInjector: application.injector, hostElement });
    const update = (next: Settings): void => app.instance.settings.set(next);
    update(settings);
    application.attachView(app.hostView);
    return { update, remove: () => app.destroy() };
  };
}

const application = await createApplication();
stage({
  signin: renderWith(application, signin),
  manager: renderWith(application, manager),
} satisfies Framework);

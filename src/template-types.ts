/** What the templates of frameworks may write on the elements. Types only. */
import type { LitElement } from 'lit';
import type { PasskeyManager } from './elements/passkey-manager/passkey-manager.ts';
import type { ManagerSettings } from './elements/passkey-manager/properties.ts';
import type { PasskeySignin } from './elements/passkey-signin/passkey-signin.ts';
import type { SigninSettings } from './elements/passkey-signin/properties.ts';
import type { PasskeyEventName } from './elements/shared/events.ts';

/** By their tags, whether they are registered or not: an app may do that in the browser only. */
export interface Elements {
  'passkey-signin': PasskeySignin;
  'passkey-manager': PasskeyManager;
}

export interface ElementSettings {
  'passkey-signin': Omit<SigninSettings, keyof LitElement>;
  'passkey-manager': Omit<ManagerSettings, keyof LitElement>;
}

/** The settings by their attributes (`pool-id`) and by their properties (`poolId`). */
export type Settings<Tag extends keyof ElementSettings> = Properties<ElementSettings[Tag]> &
  Attributes<ElementSettings[Tag]>;

/** The events with a handler each, under `on` and the event's name. */
export type Handlers = {
  [Name in PasskeyEventName as `on${Name}`]?: (event: GlobalEventHandlersEventMap[Name]) => void;
};

/** The settings by their properties only. */
export type ElementProperties<Tag extends keyof ElementSettings> = Properties<ElementSettings[Tag]>;

/** The events with a handler each, in the style of JSX and of Vue's compiler: `onPasskeySignedIn`. */
export type Listeners = {
  [Name in keyof Handlers as Name extends `on${infer Event}` ? `on${Pascal<Event>}` : never]: Handlers[Name];
};

type Pascal<Name extends string> = Name extends `${infer Word}-${infer Rest}`
  ? `${Capitalize<Word>}${Pascal<Rest>}`
  : Capitalize<Name>;

type Properties<T> = { [Name in keyof T]?: T[Name] | undefined };

type Attributes<T> = {
  [Name in keyof T & string as T[Name] extends string | number | boolean | undefined ? Kebab<Name> : never]?:
    T[Name] | undefined;
};

/** `poolId` → `pool-id`. */
type Kebab<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? `${Head extends Uppercase<Head> ? `-${Lowercase<Head>}` : Head}${Kebab<Tail>}`
  : Name;

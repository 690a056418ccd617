'use client';
/**
 * The elements as components for React 17 and newer, on a server too, and the types of their tags for React 19:
 * `import { PasskeySignin } from 'connect-passkeys/react'`.
 */
import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { DetailedHTMLProps, ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from 'react';
import { PasskeyManager as ManagerElement } from './elements/passkey-manager/passkey-manager.ts';
import { ManagerSettings } from './elements/passkey-manager/properties.ts';
import { PasskeySignin as SigninElement } from './elements/passkey-signin/passkey-signin.ts';
import { SigninSettings } from './elements/passkey-signin/properties.ts';
import { WorkspaceSettings } from './elements/shared/base-element.ts';
import type { ElementProperties, Elements, Handlers, Listeners, Settings } from './template-types.ts';

export type * from './elements/shared/events.ts';

type Tag = keyof Elements;

/** The element's properties, its events as `onPasskeySignedIn`, and everything that HTML has for any element. */
export type ElementProps<Name extends Tag> = ElementProperties<Name> &
  Listeners &
  Omit<HTMLAttributes<Elements[Name]>, keyof ElementProperties<Name> | keyof Listeners>;

type Component<Name extends Tag> = ForwardRefExoticComponent<
  ElementProps<Name> & RefAttributes<Elements[Name]>
>;

/** `<passkey-signin>`. The ref is the element. */
export const PasskeySignin: Component<'passkey-signin'> = /* @__PURE__ */ toComponent(
  'passkey-signin',
  SigninElement,
  [WorkspaceSettings, SigninSettings],
);

/** `<passkey-manager>`. The ref is the element. */
export const PasskeyManager: Component<'passkey-manager'> = /* @__PURE__ */ toComponent(
  'passkey-manager',
  ManagerElement,
  [WorkspaceSettings, ManagerSettings],
);

type Values = Readonly<Record<string, unknown>>;

/**
 * React sets no properties and no listeners on a custom element that a server has rendered, and before version 19 on
 * none. So both are set by an effect, and until then `defer-hydration` keeps the element from changing its children,
 * which React still compares with the server's.
 */
function toComponent<Name extends Tag>(
  tag: Name,
  element: { define(): void },
  settings: readonly { readonly properties: object }[],
): Component<Name> {
  const names = new Set(settings.flatMap(({ properties }) => Object.keys(properties)));
  const component = forwardRef<Elements[Name], Values>((props, ref) => {
    const own = useRef<Elements[Name]>(null);
    const defaults = useRef<Record<string, unknown>>({});
    const { attributes, properties, listeners } = sort(props, names);
    // oxlint-disable-next-line typescript/no-non-null-assertion -- React calls this when the element is there.
    useImperativeHandle(ref, () => own.current!, []);
    useBrowserEffect(() => {
      if (!own.current) return undefined;
      element.define();
      assign(own.current, properties, defaults.current);
      return listen(own.current, listeners);
    });
    useBrowserEffect(() => own.current?.removeAttribute(deferral), []);
    return createElement(tag, { ...attributes, ref: own, [deferral]: '' });
  });
  component.displayName = element === SigninElement ? 'PasskeySignin' : 'PasskeyManager';
  return component;
}

const deferral = 'defer-hydration';

/** A server runs no effects, and React 17 and 18 warn there of one that runs before the browser paints. */
const useBrowserEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

function sort(props: Values, names: ReadonlySet<string>) {
  const attributes: Record<string, unknown> = {};
  const properties: Record<string, unknown> = {};
  const listeners: [type: string, handler: EventListener][] = [];
  for (const [name, value] of Object.entries(props)) {
    if (names.has(name)) properties[name] = value;
    else if (/^onPasskey[A-Z]/.test(name)) addListener(listeners, name, value);
    // Before version 19 React takes `className` of a custom element for an attribute of that name.
    else attributes[name === 'className' ? 'class' : name] = value;
  }
  return { attributes, properties, listeners };
}

/** `onPasskeySignedIn` listens to `passkey-signed-in`. */
function addListener(listeners: [string, EventListener][], name: string, handler: unknown): void {
  const type = name
    .slice(2)
    .replaceAll(/\B[A-Z]/g, '-$&')
    .toLowerCase();
  if (typeof handler === 'function') listeners.push([type, handler as EventListener]);
}

function listen(element: Element, listeners: readonly [string, EventListener][]): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  for (const [type, handler] of listeners) element.addEventListener(type, handler, { signal });
  return () => listening.abort();
}

/** A property that is no longer given has its default again; `defaults` keeps those of all that ever were. */
function assign(element: Element, given: Values, defaults: Record<string, unknown>): void {
  for (const name of Object.keys({ ...defaults, ...given })) {
    if (!(name in defaults)) defaults[name] = Reflect.get(element, name);
    Reflect.set(element, name, given[name] ?? defaults[name]);
  }
}

declare module 'react' {
  // React's own types are in this namespace: nothing else adds to them.
  // oxlint-disable-next-line typescript/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'passkey-signin': Markup<'passkey-signin'>;
      'passkey-manager': Markup<'passkey-manager'>;
    }
  }
}

/** React takes `onTokens` for an event handler: give the element a client, which has an `onTokens` of its own. */
type Markup<Name extends Tag> = DetailedHTMLProps<HTMLAttributes<Elements[Name]>, Elements[Name]> &
  Omit<Settings<Name>, 'onTokens'> &
  Handlers;

import { createElement, StrictMode, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import type {} from '../../../src/react.ts';
import type { Framework, Render, Settings } from './framework.ts';
import { stage } from './stage.ts';

const SignIn = ({ issuer, poolId, client, onDetected, onSignedIn }: Settings) =>
  createElement('passkey-signin', {
    issuer,
    'pool-id': poolId,
    client,
    'onpasskey-mode-detected': onDetected,
    'onpasskey-signed-in': onSignedIn,
  });

const Manager = ({ issuer, accessToken, onListChanged }: Settings) =>
  createElement('passkey-manager', { issuer, accessToken, 'onpasskey-list-changed': onListChanged });

/** Strict mode mounts everything twice. */
function renderWith(component: (settings: Settings) => ReactElement): Render {
  return (place, settings) => {
    const root = createRoot(place);
    const update = (next: Settings): void =>
      root.render(createElement(StrictMode, null, createElement(component, next)));
    update(settings);
    return { update, remove: () => root.unmount() };
  };
}

stage({ signin: renderWith(SignIn), manager: renderWith(Manager) } satisfies Framework);

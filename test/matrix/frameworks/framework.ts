import type { Passkeys } from '../../../src/index.ts';
import type {
  PasskeyListChangedEvent,
  PasskeyModeDetectedEvent,
  PasskeySignedInEvent,
} from '../../../src/elements/shared/events.ts';

/** Values in an app's template, from the framework's own state. */
export interface Settings {
  readonly issuer?: string | undefined;
  readonly poolId?: string | undefined;
  readonly client?: Passkeys | undefined;
  readonly accessToken?: (() => string) | undefined;
  readonly onDetected: (event: PasskeyModeDetectedEvent) => void;
  readonly onSignedIn: (event: PasskeySignedInEvent) => void;
  readonly onListChanged: (event: PasskeyListChangedEvent) => void;
}

/** One of the elements on the page, rendered by a framework. */
export interface App {
  update(settings: Settings): void;
  remove(): void;
}

export type Render = (place: HTMLElement, settings: Settings) => App;

/** The same two apps in each framework. */
export interface Framework {
  readonly signin: Render;
  readonly manager: Render;
}

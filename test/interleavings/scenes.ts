import { AccountPage } from './account-page.ts';
import { loadLibrary, type Patch } from './bundle.ts';
import type { Exploration, Limits } from './explore.ts';
import { explore } from './explore.ts';
import type { AbortBehaviour } from './model-browser.ts';
import { OfferPage } from './offer-page.ts';
import { SignInPage, type Libraries } from './sign-in-page.ts';

export const scenes = { 'sign-in': SignInPage, account: AccountPage, offer: OfferPage } as const;
export type SceneName = keyof typeof scenes;

let other: Promise<Libraries['other']> | undefined;

/** Two copies of the package, the first of them with a fault where there is one. */
export async function loadLibraries(patches: readonly Patch[] = []): Promise<Libraries> {
  other ??= loadLibrary('other');
  return { own: await loadLibrary('own', patches), other: await other };
}

/** Explores a page with these copies. */
export async function exploreScene(
  libraries: Libraries,
  scene: SceneName,
  aborts: AbortBehaviour,
  limits: Limits,
): Promise<Exploration> {
  // Every abort makes errors, and their stacks take longer than the rest.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return await explore(() => new scenes[scene](libraries, aborts), limits);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** A kit for people's own tests. It knows no test framework: types are structural. */
export {
  addCdpAuthenticator,
  type AuthenticatorOptions,
  type CdpSession,
  type CredentialOwner,
  type TestAuthenticator,
} from './testing/authenticator.ts';
export { createCredential, type NewCredential } from './testing/credential.ts';
export { passkeyFixtures, type PasskeyKit, type PlaywrightOptions } from './testing/playwright.ts';
export { type PasskeyWish, seedPasskey } from './testing/seed-passkey.ts';
export { SoftwareAuthenticator } from './testing/software-authenticator.ts';
export type { Failure, FaultScope, WorldMode } from './testing/faults.ts';
export { openWorld, type SeededPerson, type TokenWish, type World } from './testing/world.ts';

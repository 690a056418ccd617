/** The SDK. Importing it does nothing; it works in Node as well, where only a prompt is impossible. */
export { createPasskeys } from './client/create-passkeys.ts';
export { hostedPageConfig } from './client/hosted-page.ts';
export type { HostedPageConfig } from './client/hosted-page.ts';
export { isPasskeyError, PasskeyError, passkeyErrorCodes } from './errors.ts';
export type { PasskeyErrorCode, PasskeyErrorDetails } from './errors.ts';
export type {
  AccessToken,
  AutofillOptions,
  BodyHook,
  CallOptions,
  Ceremony,
  CeremonyEvent,
  DetectedMode,
  Diagnosis,
  Endpoints,
  EnrolledPasskey,
  EnrollOptions,
  KindNames,
  Hint,
  HostedPageActions,
  HostedPageOptions,
  HostedView,
  LinkOptions,
  LinkSignIn,
  OnLinkSignIn,
  Memory,
  Mode,
  ModeOptions,
  Passkey,
  PasskeyDirectory,
  PasskeyList,
  Passkeys,
  PasskeysConfig,
  Permitted,
  ReauthenticationRequest,
  SecondFactor,
  SignInOptions,
  SignInResult,
  Support,
  Transaction,
} from './client/types.ts';
export type { PasskeyManager } from './elements/passkey-manager/passkey-manager.ts';
export type { PasskeySignin } from './elements/passkey-signin/passkey-signin.ts';
export type { Mechanism, TokenReply } from './api/contract.ts';

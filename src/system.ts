/** The client of the system API, for backends and helpdesk consoles. Importing it does nothing. */
export { toCredentialRecord } from './webauthn/credential-record.ts';
export {
  createSystemClient,
  type ClientCredentials,
  type SystemClient,
  type SystemClientConfig,
  type SystemConnection,
  type TokenGiven,
} from './helpdesk/system-client.ts';
export { systemDirectory, type SystemDirectoryOptions } from './helpdesk/directory.ts';
export { isPasskeyError, PasskeyError, type PasskeyErrorCode, type PasskeyErrorDetails } from './errors.ts';
export type {
  EnrolledPasskey,
  EnrollOptions,
  KindNames,
  PasskeyDirectory,
  PasskeyList,
} from './client/types.ts';
export type {
  AddCompleteBody,
  AddRequestBody,
  ByKeyBody,
  CreateCompleteReply,
  CredentialCreation,
  CredentialRecord,
  Family,
  RegistrationResponseJSON,
  SystemCredential,
  UserDetails,
} from './api/contract.ts';
export type { RequestOptions } from './api/self-service.ts';
export type { CodeOptions, UserReply, WriteOptions } from './api/system.ts';

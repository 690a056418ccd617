/** The client of the system API, for backends and helpdesk consoles. Importing it does nothing. */
export { toCredentialRecord } from './ceremonies/credential-record.ts';
export {
  createSystemClient,
  type ClientCredentials,
  type SystemClient,
  type SystemClientConfig,
  type SystemConnection,
  type TokenGiven,
} from './ceremonies/system-client.ts';
export { systemDirectory, type SystemDirectoryOptions } from './ceremonies/system-directory.ts';
export { isPasskeyError, PasskeyError, type PasskeyErrorCode, type PasskeyErrorDetails } from './errors.ts';
export type { EnrolledPasskey, EnrollOptions, PasskeyDirectory, PasskeyList } from './ceremonies/passkeys.ts';
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
} from './wire/contract.ts';
export type { RequestOptions } from './wire/self-service.ts';
export type { CodeOptions, UserReply, WriteOptions } from './wire/system.ts';

export { verifyAssertion } from './assertion.ts';
export type { AssertionExpectation, StoredCredential, VerifiedAssertion } from './assertion.ts';
export type { AuthenticatorFlags } from './authenticator-data.ts';
export { parseAssertion, parseRegistration } from './envelope.ts';
export type { ParsedAssertion, ParsedRegistration } from './envelope.ts';
export { Malformed, NotVerified } from './failure.ts';
export { ensurePublicKey } from './public-key.ts';
export { verifyRegistration } from './registration.ts';
export type { RegistrationExpectation, VerifiedRegistration } from './registration.ts';

import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Device } from '../../../support/device.ts';

/** One bad registration of test/mock-server/bad-inputs/README.md. */
export interface RegistrationCase {
  /** Begins with the number in the list. */
  readonly name: string;
  readonly spoil: (genuine: RegistrationResponseJSON, device: Device) => unknown;
  /** Matches the refusal's reason, so that it is refused for the spoiled part. */
  readonly reason: RegExp;
}

/** One bad assertion of test/mock-server/bad-inputs/README.md. */
export interface AssertionCase {
  readonly name: string;
  readonly spoil: (genuine: AuthenticationResponseJSON, device: Device) => unknown;
  readonly reason: RegExp;
  /** How the passkey was enrolled, where the genuine registration does not do. */
  readonly enrol?: Enrolled;
}

/** The change to a registration before it is enrolled. */
export type Enrolled = (genuine: RegistrationResponseJSON) => RegistrationResponseJSON;

/** Cases that differ in one value. */
export const registrations = <T>(values: readonly T[], toCase: (value: T) => RegistrationCase) =>
  values.map(toCase);
export const assertions = <T>(values: readonly T[], toCase: (value: T) => AssertionCase) =>
  values.map(toCase);

/** A JSON value in a test's name. */
export const spelled = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value));

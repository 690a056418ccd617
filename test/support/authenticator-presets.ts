import type { Protocol } from 'puppeteer-core';

/** CDP, domain WebAuthn, type VirtualAuthenticatorOptions; the protocol's typings lack `hybrid`. */
export type AuthenticatorOptions = Omit<Protocol.WebAuthn.VirtualAuthenticatorOptions, 'transport'> & {
  readonly transport: AuthenticatorTransport;
};

const ctap2 = {
  protocol: 'ctap2',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} satisfies Partial<AuthenticatorOptions>;

/** Common authenticators, as virtual ones that answer at once. */
export const presets = {
  /** A platform authenticator: fingerprint, face, screen lock. */
  internal: { ...ctap2, transport: 'internal', defaultBackupEligibility: true, defaultBackupState: true },
  /** A security key with a PIN. */
  usb: { ...ctap2, transport: 'usb' },
  /** A phone. */
  hybrid: { ...ctap2, transport: 'hybrid', defaultBackupEligibility: true, defaultBackupState: true },
  /** An old security key: no discoverable credentials, no user verification. */
  u2f: { protocol: 'u2f', transport: 'usb', automaticPresenceSimulation: true },
} as const satisfies Record<string, AuthenticatorOptions>;

export type Preset = keyof typeof presets;

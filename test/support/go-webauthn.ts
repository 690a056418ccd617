import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import makeWebAuthn, { type Credential, type SessionData, type User, type WebAuthn4JS } from 'webauthn4js';
import { bytes } from './hostile.ts';

/** The session of a ceremony that has begun. Bytes are base64url. */
export interface Begun {
  readonly challenge: string;
  readonly userHandle: string;
}

/**
 * The library of the vendor's server, compiled to WebAssembly: a second opinion on every ceremony. It ends with the
 * process by itself; ended earlier, a timer of Go's runtime that is still due would throw.
 */
export class GoWebAuthn {
  readonly #library: WebAuthn4JS;

  private constructor(library: WebAuthn4JS) {
    this.#library = library;
  }

  static async start(origin: string): Promise<GoWebAuthn> {
    const { hostname: RPID } = new URL(origin);
    return new GoWebAuthn(await makeWebAuthn({ RPID, RPDisplayName: 'Acme', RPOrigins: [origin] }));
  }

  /** @throws Error with the reason why it does not verify */
  register(begun: Begun, body: unknown): Promise<Credential> {
    const response = body as RegistrationResponseJSON;
    return this.#library.finishRegistration(userOf(begun, []), sessionOf(begun), response);
  }

  /** @throws Error with the reason why it does not verify */
  signIn(begun: Begun, credential: Credential, body: unknown): Promise<Credential> {
    const response = body as AuthenticationResponseJSON;
    return this.#library.finishLogin(userOf(begun, [credential]), sessionOf(begun), response);
  }
}

/** The types ask for a string, which is taken as UTF-8; a handle is any bytes, and a `Buffer` is taken as it is. */
function userOf({ userHandle }: Begun, credentials: Credential[]): User {
  const id = Buffer.from(bytes(userHandle)) as unknown as string;
  return { id, name: 'ada', displayName: 'Ada', credentials } as Partial<User> as User;
}

/** The library issues challenges itself; a session claims that it issued this one. */
const sessionOf = ({ challenge, userHandle }: Begun): SessionData => ({
  challenge,
  user_id: Buffer.from(bytes(userHandle)).toString('base64'),
  expires: '0001-01-01T00:00:00Z',
  userVerification: 'preferred',
});

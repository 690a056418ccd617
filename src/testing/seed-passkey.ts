import type { TestAuthenticator } from './authenticator.ts';
import { createCredential } from './credential.ts';
import type { SeededPerson, World } from './world.ts';

export interface PasskeyWish {
  /** Name in the list. Default: the server's own. */
  readonly name?: string;
  /** Default: that of the first workspace of the pool. */
  readonly mode?: 'smart' | 'classic';
  /** Default: the first pool. */
  readonly pool?: string;
  /** Host of the page, the RP ID where the pool has none. Default: `localhost`. */
  readonly host?: string;
}

/**
 * Gives a person a passkey that is in an authenticator, with its private key.
 * @param person an identifier; who is not there yet is made
 */
export async function seedPasskey(
  world: World,
  authenticator: TestAuthenticator,
  person: string,
  { name, mode, pool, host = 'localhost' }: PasskeyWish = {},
): Promise<SeededPerson> {
  const rpId = (await world.rpId(pool)) || host;
  const credential = await createCredential();
  const passkey = {
    credential_id: credential.id,
    public_key: credential.coseKey,
    rp_id: rpId,
    transports: ['internal'],
    backup_eligible: authenticator.synced,
    backup_state: authenticator.synced,
    ...(name !== undefined && { name }),
    ...(mode !== undefined &&
      ({ mechanism: mode === 'smart' ? 'usernameless_webauthn' : 'webauthn' } as const)),
  };
  const identifiers = await world.allIdentifiers(person);
  const where = pool === undefined ? {} : { pool };
  const [seeded] = await world.seed({ users: [{ identifiers, ...where, passkeys: [passkey] }] });
  if (!seeded) throw new Error('The server did not answer with the person that was seeded.');
  await authenticator.add(credential, { rpId, userHandle: seeded.user_handle });
  return seeded;
}

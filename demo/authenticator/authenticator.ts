import * as ceremonies from './ceremonies.ts';
import { base64url } from '../bytes.ts';
import { keyStore } from './key-store.ts';
import { prompt } from './prompt.ts';
import type { AcceptedCredentials, UnknownCredential } from './switch.ts';

export const create = (options: ceremonies.CreationOptions): Promise<Credential> =>
  ceremonies.create(options, prompt);

export const get = (options: CredentialRequestOptions): Promise<Credential> =>
  ceremonies.get(options, prompt);

/** The server does not know this credential: its key goes. */
export async function forgetUnknown({ rpId, credentialId }: UnknownCredential): Promise<void> {
  const keys = await keyStore.of(rpId);
  await Promise.all(keys.filter(({ id }) => id === credentialId).map(({ id }) => keyStore.remove(id)));
}

/** The server's complete list of a user: the keys of this user that are not on it go. */
export async function keepAccepted({
  rpId,
  userId,
  allAcceptedCredentialIds,
}: AcceptedCredentials): Promise<void> {
  const keys = (await keyStore.of(rpId)).filter(({ userHandle }) => base64url(userHandle) === userId);
  const gone = keys.filter(({ id }) => !allAcceptedCredentialIds.includes(id));
  await Promise.all(gone.map(({ id }) => keyStore.remove(id)));
}

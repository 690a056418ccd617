import { assertionData, attestationData, attestationObject, coseKey } from './authenticator-data.ts';
import { base64url, toBytes, fromBase64url, joined, sha256, textBytes } from '../bytes.ts';
import { assertedCredential, attestedCredential } from './credential.ts';
import { keyStore, type DemoKey } from './key-store.ts';
import { sign } from './signature.ts';

/** Asks the person in front of the page; `undefined` when they decline. */
export interface Ask {
  /** `silent`: after a password sign-in, where a password manager decides; must not come to the front. */
  toCreate(
    userName: string,
    rpId: string,
    silent: boolean,
    signal: AbortSignal | undefined,
  ): Promise<boolean>;
  /** One of these keys. `waiting`: the request is for autofill and must not come to the front. */
  toUse(
    keys: readonly DemoKey[],
    rpId: string,
    waiting: boolean,
    signal: AbortSignal | undefined,
  ): Promise<DemoKey | undefined>;
}

/** The types of TypeScript lack silent creation so far (WebAuthn Level 3, Create a New Credential). */
export interface CreationOptions extends CredentialCreationOptions {
  readonly mediation?: CredentialMediationRequirement;
}

/** `navigator.credentials.create`: WebAuthn Level 3, Create a New Credential. */
export async function create(options: CreationOptions, ask: Ask): Promise<Credential> {
  const publicKey = demanded(options.publicKey);
  const rpId = permittedRpId(publicKey.rp.id);
  if (!publicKey.pubKeyCredParams.some(({ alg }) => alg === -7))
    throw refusal('NotSupportedError', 'Only ES256 here.');
  const silent = options.mediation === 'conditional';
  const isHere = (await keysAmong(publicKey.excludeCredentials ?? [], rpId)).length > 0;
  // A page must not learn which passkeys exist before the person answers. Silent creation has no prompt, so it may
  // fail at once.
  const agreed =
    (silent && isHere) || (await ask.toCreate(publicKey.user.name, rpId, silent, options.signal));
  if (!agreed) throw declined();
  if (isHere) throw refusal('InvalidStateError', 'One is here.');
  return attested(publicKey, rpId, silent);
}

/** `navigator.credentials.get`: WebAuthn Level 3, Use an Existing Credential to Make an Assertion. */
export async function get(options: CredentialRequestOptions, ask: Ask): Promise<Credential> {
  const publicKey = demanded(options.publicKey);
  const rpId = permittedRpId(publicKey.rpId);
  const keys = publicKey.allowCredentials?.length
    ? await keysAmong(publicKey.allowCredentials, rpId)
    : await keyStore.of(rpId);
  const key = await ask.toUse(keys, rpId, options.mediation === 'conditional', options.signal);
  if (!key) throw declined();
  const authenticatorData = await assertionData(rpId);
  const clientDataJSON = clientData('webauthn.get', publicKey.challenge);
  const signature = await sign(key.privateKey, joined(authenticatorData, await sha256(clientDataJSON)));
  const { attachment, userHandle } = key;
  return assertedCredential({
    id: decodeId(key),
    attachment,
    clientDataJSON,
    authenticatorData,
    signature,
    userHandle,
  });
}

async function attested(
  options: PublicKeyCredentialCreationOptions,
  rpId: string,
  silent: boolean,
): Promise<Credential> {
  const id = crypto.getRandomValues(new Uint8Array(32));
  const attachment = options.authenticatorSelection?.authenticatorAttachment ?? 'platform';
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const authenticatorData = await attestationData(rpId, id, await coseKey(pair.publicKey), silent);
  await keyStore.add({
    id: base64url(id),
    rpId,
    userHandle: toBytes(options.user.id),
    userName: options.user.name,
    privateKey: pair.privateKey,
    attachment,
  });
  return attestedCredential({
    id,
    attachment,
    clientDataJSON: clientData('webauthn.create', options.challenge),
    attestationObject: attestationObject(authenticatorData),
    authenticatorData,
    publicKey: await crypto.subtle.exportKey('spki', pair.publicKey),
  });
}

async function keysAmong(
  list: readonly PublicKeyCredentialDescriptor[],
  rpId: string,
): Promise<readonly DemoKey[]> {
  const ids = list.map(({ id }) => base64url(toBytes(id)));
  return (await keyStore.of(rpId)).filter((key) => ids.includes(key.id));
}

function clientData(type: 'webauthn.create' | 'webauthn.get', challenge: BufferSource) {
  const { origin } = location;
  return textBytes(
    JSON.stringify({ type, challenge: base64url(toBytes(challenge)), origin, crossOrigin: false }),
  );
}

/** The RP ID must be this host or a domain above it. */
function permittedRpId(asked: string | undefined): string {
  const { hostname } = location;
  const rpId = asked ?? hostname;
  if (hostname === rpId || hostname.endsWith(`.${rpId}`)) return rpId;
  throw refusal('SecurityError', `The RP ID "${rpId}" does not fit ${hostname}.`);
}

function demanded<T>(options: T | undefined): T {
  if (options === undefined)
    throw refusal('NotSupportedError', 'The demo authenticator makes passkeys only.');
  return options;
}

const decodeId = ({ id }: DemoKey) => fromBase64url(id) ?? new Uint8Array();
const refusal = (name: string, message: string) => new DOMException(message, name);
const declined = () => refusal('NotAllowedError', 'The person declined, or there is no passkey here.');

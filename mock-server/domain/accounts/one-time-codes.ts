import { findUser, forget, own } from '../../store/lookup.ts';
import type { Code, Pool, User } from '../../store/state.ts';
import { countAttempt, forgiveAttempts } from './rate-limit.ts';
import { addPasskey, type NewPasskey } from '../passkeys/registration.ts';
import { readCredential } from '../passkeys/credential-import.ts';
import { requireFamilySomewhere } from './mechanisms.ts';
import { newSecret, type Realm } from '../context.ts';
import { Refusal, refusal } from '../error.ts';

type Body = Readonly<Record<string, unknown>>;

/** So many wrong ones end a code. */
const mostWrong = 10;

const mostMessages = 1000;

/**
 * Sends a one-time code before a passkey is added; codes sent earlier are void. Nobody learns whether the address
 * exists: an unknown one is answered alike.
 */
export function requestCode(realm: Realm, pool: Pool, body: Body): void {
  const { address } = body;
  if (typeof address !== 'string' || address.trim() === '') {
    throw refusal('invalid_request', 'address must be a string.');
  }
  requireFamilySomewhere(realm, pool, 'webauthn');
  const claimed = claimedUser(realm, pool, body);
  countAttempt(realm, `code-request:${pool.id}:${address.trim().toLowerCase()}`, realm.rules.attempts.code);
  const user = findUser(realm.state, 'address', pool.id, address);
  if (user?.status !== 'active' || (claimed.by !== 'address' && claimed.user !== user)) return;
  const code = newCode(realm, pool, user, address);
  realm.state.codes[user.id] = code;
  send(realm, code);
}

/** Puts a message into the outbox, which holds the newest ones. */
function send(realm: Realm, { address, code, extendedCode }: Code): void {
  const message = { address, code, extendedCode, type: 'enroll_webauthn', sentAt: realm.now() };
  realm.state.outbox = [...realm.state.outbox.slice(1 - mostMessages), message];
}

/** Adds a Classic passkey for a right code. Whatever fails but the form of the body, the answer is one 401. */
export async function completeCode(realm: Realm, pool: Pool, body: Body): Promise<void> {
  const { code } = body;
  if (typeof code !== 'string' || code === '') throw refusal('invalid_request', 'code must be a string.');
  requireFamilySomewhere(realm, pool, 'webauthn');
  const claimed = claimedUser(realm, pool, body);
  const made = await handedOver(body);
  const guessed = `code:${pool.id}:${claimed.key}`;
  countAttempt(realm, guessed, realm.rules.attempts.code);
  const user = takeCode(realm, pool, claimed, code);
  forgiveAttempts(realm, guessed);
  try {
    addPasskey(realm, user, pool, 'webauthn', made);
  } catch (cause) {
    throw wrongCode(cause);
  }
}

/** A body of the wrong form is told so; a credential that does not verify is one more reason for the generic 401. */
function handedOver(body: Body): Promise<NewPasskey> {
  return readCredential(body['new_web_authn'], 'new_web_authn').catch((error: unknown) => {
    throw error instanceof Refusal && error.code === 'verification_failed' ? wrongCode(error) : error;
  });
}

interface Claim {
  readonly by: 'address' | 'identifier' | 'userID' | 'code';
  /** What guesses are counted by. */
  readonly key: string;
  readonly user?: User | undefined;
}

/** Whom the body names, by one of three; none: the code alone says it. */
function claimedUser(realm: Realm, pool: Pool, body: Body): Claim {
  const { address, identifier, userID } = body;
  const named = Object.entries({ identifier, userID, address }).filter(([, value]) => value !== undefined);
  if (named.some(([, value]) => typeof value !== 'string')) {
    throw refusal('invalid_request', 'address, identifier and userID must be strings.');
  }
  if (identifier !== undefined && userID !== undefined) {
    throw refusal('invalid_request', 'Give identifier or userID, not both.');
  }
  const [by, value] = (named[0] ?? ['code', '']) as [Claim['by'], string];
  return { by, key: `${by}:${value.trim().toLowerCase()}`, user: userBy(realm, pool, by, value) };
}

function userBy(realm: Realm, pool: Pool, by: Claim['by'], value: string): User | undefined {
  if (by === 'code') return undefined;
  return by === 'userID' ? own(realm.state.users, value) : findUser(realm.state, by, pool.id, value);
}

/** The user of that code, which is used from now on. */
function takeCode(realm: Realm, pool: Pool, { by, user }: Claim, typed: string): User {
  const { codes, users } = realm.state;
  const sent =
    by === 'code' ? Object.values(codes).find((code) => code.extendedCode === typed) : codeOf(realm, user);
  if (sent?.poolId !== pool.id || sent.expiresAt <= realm.now()) throw wrongCode();
  if (typed !== sent.extendedCode && (by === 'code' || typed !== sent.code)) {
    sent.wrong += 1;
    if (sent.wrong >= mostWrong) forget(codes, sent.userId);
    throw wrongCode();
  }
  forget(codes, sent.userId);
  const owner = own(users, sent.userId);
  if (owner?.status !== 'active') throw wrongCode();
  return owner;
}

function codeOf(realm: Realm, user: User | undefined): Code | undefined {
  return user && own(realm.state.codes, user.id);
}

function newCode(realm: Realm, pool: Pool, user: User, address: string): Code {
  return {
    poolId: pool.id,
    userId: user.id,
    address: address.trim(),
    code: digits(realm, pool.enrollCode.length),
    extendedCode: newSecret(realm),
    wrong: 0,
    expiresAt: realm.now() + pool.enrollCode.ttl * 1000,
  };
}

/** Decimal digits, each as likely as the next: bytes of 250 and more are thrown away. */
function digits(realm: Realm, length: number): string {
  let text = '';
  while (text.length < length) {
    const [byte = 255] = realm.randomBytes(1);
    if (byte < 250) text += String(byte % 10);
  }
  return text;
}

function wrongCode(cause?: unknown): Refusal {
  return new Refusal(401, 'verification_failed', 'The code is wrong or no longer valid.', { cause });
}

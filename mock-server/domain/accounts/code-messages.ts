import type { Code, Pool, User } from '../../store/state.ts';
import { newSecret, type RequestContext } from '../context.ts';

const mostMessages = 1000;

/** Sends a user a new code, in place of an earlier one. */
export function sendCode(context: RequestContext, pool: Pool, user: User, address: string): void {
  const code = newCode(context, pool, user, address);
  context.state.codes[user.id] = code;
  send(context, code);
}

/** Puts a message into the outbox, which holds the newest ones. */
function send(context: RequestContext, { address, code, extendedCode }: Code): void {
  const message = { address, code, extendedCode, type: 'enroll_webauthn', sentAt: context.now() };
  context.state.outbox = [...context.state.outbox.slice(1 - mostMessages), message];
}

function newCode(context: RequestContext, pool: Pool, user: User, address: string): Code {
  return {
    poolId: pool.id,
    userId: user.id,
    address: address.trim(),
    code: digits(context, pool.enrollCode.length),
    extendedCode: newSecret(context),
    wrong: 0,
    expiresAt: context.now() + pool.enrollCode.ttl * 1000,
  };
}

/** Decimal digits, each as likely as the next: bytes of 250 and more are thrown away. */
function digits(context: RequestContext, length: number): string {
  let text = '';
  while (text.length < length) {
    const [byte = 255] = context.randomBytes(1);
    if (byte < 250) text += String(byte % 10);
  }
  return text;
}

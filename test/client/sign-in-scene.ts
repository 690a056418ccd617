import { createContext } from '../../src/client/context.ts';
import { createSignInClient } from '../../src/client/create-passkeys.ts';
import type { Mode, Passkeys, PasskeysConfig } from '../../src/client/types.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { answeringAtOnce, fakePage } from '../support/fake-page.ts';

export const issuer = 'https://connect.example.com/acme/shop';
export const identifier = 'ada@example.com';

/** A page in Node with a passkey prompt that is answered at once, and a workspace to sign in to. */
export class SignInScene {
  /** Modes that the workspace allows. */
  active: readonly Mode[] = ['smart'];
  /** The server fails. */
  isDown = false;
  /** Reply to `complete`. */
  reply: object = { access_token: 'opaque', token_type: 'Bearer' };
  /** Reply to `me`. */
  profile: object = {};
  /** Modes of the begins that arrived. */
  readonly asked: Mode[] = [];
  readonly urls: string[] = [];
  /** Bodies of the begins that arrived. */
  readonly begins: unknown[] = [];

  client(config: Partial<PasskeysConfig> = {}): Passkeys {
    fakePage('https://shop.example.com/', answeringAtOnce);
    const fetch = async (url: unknown, init?: RequestInit) => this.#answer(String(url), init);
    return createSignInClient(
      createContext({ issuer, poolId: 'customers', ...config, fetch }, new FakeClock()),
    );
  }

  #answer(url: string, { body }: RequestInit = {}): Response {
    this.urls.push(url);
    if (url.endsWith('/me')) return Response.json(this.profile);
    if (!url.endsWith('/begin')) return Response.json(this.reply);
    const mode = url.includes('/usernameless-webauthn/') ? 'smart' : 'classic';
    this.asked.push(mode);
    this.begins.push(JSON.parse(body as string));
    if (this.isDown) return Response.json({ error: 'down' }, { status: 500 });
    return this.active.includes(mode)
      ? Response.json({ publicKey: { challenge: 'AAAA' } })
      : Response.json({ error_code: 'mechanism_not_allowed' }, { status: 403 });
  }
}

import type { Passkey, PasskeyList, Passkeys, SignInResult } from '../../client/types.ts';
import {
  PasskeyAddedEvent,
  PasskeyOfferEvent,
  PasskeySignedInEvent,
  type OfferReason,
  type SignedInDetail,
} from '../shared/events.ts';
import type { SigninSettings } from './properties.ts';

/** Days before a person who declined an offer gets another one. */
const daysAfterNotNow = 30;

/** Runs after a successful sign-in: delivers tokens, offers a passkey, dispatches `passkey-signed-in`. */
export class AfterSignIn {
  readonly #host: SigninSettings;
  readonly #getClient: () => Passkeys | undefined;
  #event: PasskeySignedInEvent | undefined;
  #redirectTo: URL | undefined;

  constructor(host: SigninSettings, getClient: () => Passkeys | undefined) {
    this.#host = host;
    this.#getClient = getClient;
  }

  get redirects(): boolean {
    return this.#redirectTo !== undefined;
  }

  /** Resolves with the reason for an offer, if there is one; the event waits until the offer is answered. */
  async receive(
    result: SignInResult,
    method: SignedInDetail['method'],
    signal: AbortSignal,
  ): Promise<OfferReason | undefined> {
    this.#redirectTo = result.is === 'redirect' ? result.redirectTo : undefined;
    this.#event = createSignedInEvent(result, method);
    if (result.is !== 'tokens') return undefined;
    // The element's own client delivers them by itself.
    if (this.#host.client) await this.#host.onTokens?.(result.tokens);
    const reason = findOfferReason(method, result);
    if (!reason) return undefined;
    // The person is signed in: a failing offer must not turn that into an error.
    const offers = await this.#mayOffer(reason, signal).catch(() => false);
    signal.throwIfAborted();
    return offers ? reason : undefined;
  }

  /** Dispatches the event once and follows the redirect. @returns false when the page keeps the person here */
  dispatchSignedIn(): boolean {
    const event = this.#event;
    this.#event = undefined;
    if (!event || !this.#host.dispatchEvent(event)) return false;
    event.follow();
    return true;
  }

  async #mayOffer(reason: OfferReason, signal: AbortSignal): Promise<boolean> {
    const client = this.#getClient();
    if (!client || (reason === 'password' && (await this.#createSilently(client, signal)))) return false;
    if (!(await canOffer(client, reason, signal))) return false;
    signal.throwIfAborted();
    return this.#host.dispatchEvent(new PasskeyOfferEvent(reason));
  }

  /** Conditional create, if the page has set `upgrade`. */
  async #createSilently(client: Passkeys, signal: AbortSignal): Promise<boolean> {
    const created = await client.upgrade({ signal });
    if (created) this.#host.dispatchEvent(new PasskeyAddedEvent(created));
    return created !== undefined;
  }
}

function createSignedInEvent(result: SignInResult, method: SignedInDetail['method']): PasskeySignedInEvent {
  if (result.is === 'redirect') {
    const { href } = result.redirectTo;
    return new PasskeySignedInEvent({ method, redirects: true }, () => location.assign(href));
  }
  // The form of a hosted page has been posted: the browser is on its way.
  if (result.is === 'redirecting')
    return new PasskeySignedInEvent({ method, redirects: true }, () => undefined);
  const { subject } = result;
  return new PasskeySignedInEvent({ method, redirects: false, ...(subject !== undefined && { subject }) });
}

/** Why a passkey on this device would help after this sign-in, if it would. */
function findOfferReason(method: SignedInDetail['method'], result: SignInResult): OfferReason | undefined {
  if (result.is !== 'tokens') return undefined;
  if (method === 'password') return 'password';
  return result.crossDevice ? 'cross-device' : undefined;
}

/** True where a passkey can be created here and now. Without a readable list there is no offer. */
async function canOffer(passkeys: Passkeys, reason: OfferReason, signal: AbortSignal): Promise<boolean> {
  if (wasDeclined(passkeys)) return false;
  const { platformAuthenticator } = await passkeys.support();
  if (!platformAuthenticator) return false;
  const list = await passkeys.list({ signal }).catch(() => undefined);
  if (!list || list.mode === 'unavailable' || isFull(list)) return false;
  // After a sign-in by phone `usedHere` means the passkey on the phone.
  return reason === 'cross-device' || !list.passkeys.some(worksHere);
}

const isFull = ({ capacity, passkeys }: PasskeyList): boolean =>
  capacity !== undefined && passkeys.length >= capacity;

const worksHere = ({ usedHere, worksNow }: Passkey): boolean => usedHere && worksNow !== false;

/** A time in the future comes from a clock that was ahead, and does not count. */
function wasDeclined({ memory: { notNowAt } }: Passkeys): boolean {
  if (notNowAt === undefined) return false;
  const days = (Date.now() / 1000 - notNowAt) / (24 * 60 * 60);
  return days >= 0 && days < daysAfterNotNow;
}

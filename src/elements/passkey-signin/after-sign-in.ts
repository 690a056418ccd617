import { anySignal } from '../../async.ts';
import { browserClock, withTimeout } from '../../async.ts';
import { deliverTokens } from '../../client/sign-in/result.ts';
import type { Passkey, PasskeyList, Passkeys, SignInResult } from '../../client/types.ts';
import {
  PasskeyAddedEvent,
  PasskeyOfferEvent,
  PasskeySignedInEvent,
  type OfferReason,
  type SignedInDetail,
} from '../shared/events.ts';
import type { SigninSettings } from './properties.ts';
import type { Offer, Screen } from './state.ts';

/** Days before a person who declined an offer gets another one. */
const daysAfterNotNow = 30;

/** Milliseconds that silent creation and the search for an offer may take together. */
const offerTimeoutMs = 2000;

export interface SignInKind extends Pick<SignedInDetail, 'method'> {
  readonly newAccount: boolean;
}

/** Runs after a successful sign-in: delivers tokens, offers a passkey, dispatches `passkey-signed-in`. */
export class AfterSignIn {
  readonly #host: SigninSettings;
  readonly #getClient: () => Passkeys | undefined;
  #event: PasskeySignedInEvent | undefined;
  #redirects = false;
  #newAccount = false;

  constructor(host: SigninSettings, getClient: () => Passkeys | undefined) {
    this.#host = host;
    this.#getClient = getClient;
  }

  /** The end of the sign-in that was received last. */
  get done(): Extract<Screen, { is: 'done' }> {
    return { is: 'done', redirecting: this.#redirects, newAccount: this.#newAccount };
  }

  /** Resolves with the offer, if there is one; the event waits until the person has answered it. */
  async receive(
    result: SignInResult,
    { method, newAccount }: SignInKind,
    signal: AbortSignal,
  ): Promise<Offer | undefined> {
    this.#redirects = result.is !== 'tokens';
    this.#newAccount = newAccount;
    this.#event = createSignedInEvent(result, { method, newAccount });
    if (result.is !== 'tokens') return undefined;
    const { client, onTokens } = this.#host;
    // The element's own client delivers them by itself.
    if (client && onTokens) await deliverTokens(onTokens, result.tokens);
    const reason = findOfferReason(method, result);
    return reason && this.#findOfferInTime(reason, signal);
  }

  /** The person is signed in: a slow or failing offer must not keep them, nor turn the success into an error. */
  async #findOfferInTime(reason: OfferReason, signal: AbortSignal): Promise<Offer | undefined> {
    const late = new AbortController();
    const offer = this.#findOffer(reason, anySignal(signal, late.signal)).catch(() => undefined);
    const found = await withTimeout(browserClock, offerTimeoutMs, offer, undefined);
    late.abort();
    signal.throwIfAborted();
    return found && this.#host.dispatchEvent(new PasskeyOfferEvent(reason)) ? found : undefined;
  }

  /** Dispatches the event once and follows the redirect. @returns false when the page keeps the person here */
  dispatchSignedIn(): boolean {
    const event = this.#event;
    this.#event = undefined;
    if (!event || !this.#host.dispatchEvent(event)) return false;
    event.follow();
    return true;
  }

  async #findOffer(reason: OfferReason, signal: AbortSignal): Promise<Offer | undefined> {
    const client = this.#getClient();
    if (!client || (reason === 'password' && (await this.#createSilently(client, signal)))) return undefined;
    return findOffer(client, reason, signal);
  }

  /** Conditional create, if the page has set `upgrade`. */
  async #createSilently(client: Passkeys, signal: AbortSignal): Promise<boolean> {
    const created = await client.upgrade({ signal });
    if (signal.aborted) return false;
    if (created) this.#host.dispatchEvent(new PasskeyAddedEvent(created));
    return created !== undefined;
  }
}

function createSignedInEvent(result: SignInResult, { method, newAccount }: SignInKind): PasskeySignedInEvent {
  const kind = { method, ...(newAccount && { newAccount }) };
  if (result.is === 'redirect') {
    const { href } = result.redirectTo;
    return new PasskeySignedInEvent({ ...kind, redirects: true }, () => location.assign(href));
  }
  // The form of a hosted page has been posted: the browser is on its way.
  if (result.is === 'redirecting')
    return new PasskeySignedInEvent({ ...kind, redirects: true }, () => undefined);
  const { subject } = result;
  return new PasskeySignedInEvent({ ...kind, redirects: false, ...(subject !== undefined && { subject }) });
}

/** Why a passkey on this device would help after this sign-in, if it would. */
function findOfferReason(method: SignedInDetail['method'], result: SignInResult): OfferReason | undefined {
  if (result.is !== 'tokens') return undefined;
  if (method === 'password') return 'password';
  return result.crossDevice ? 'cross-device' : undefined;
}

/** Finds out whether a passkey can be created here and now. Without a readable list there is no offer. */
async function findOffer(
  passkeys: Passkeys,
  reason: OfferReason,
  signal: AbortSignal,
): Promise<Offer | undefined> {
  if (wasDeclined(passkeys)) return undefined;
  const { platformAuthenticator } = await passkeys.support();
  if (!platformAuthenticator) return undefined;
  const list = await passkeys.list({ signal }).catch(() => undefined);
  if (!list || list.mode === 'unavailable' || isFull(list)) return undefined;
  // After a sign-in by phone `usedHere` means the passkey on the phone.
  if (reason === 'password' && list.passkeys.some(worksHere)) return undefined;
  return { reason, again: list.needsNewPasskey };
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

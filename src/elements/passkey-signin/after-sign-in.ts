import type { Passkeys, SignInResult } from '../../client/types.ts';
import {
  PasskeyAddedEvent,
  PasskeyOfferEvent,
  PasskeySignedInEvent,
  type OfferReason,
  type SignedInDetail,
} from '../shared/events.ts';
import { canOffer, offerReason } from './offer.ts';
import type { HostCallbacks } from './host.ts';

/** What follows when the server has accepted the person: tokens to the page, an offer, and the news. */
export class AfterSignIn {
  readonly #host: HTMLElement;
  readonly #around: HostCallbacks;
  #news: PasskeySignedInEvent | undefined;
  #redirectTo: URL | undefined;

  constructor(host: HTMLElement, around: HostCallbacks) {
    this.#host = host;
    this.#around = around;
  }

  get redirects(): boolean {
    return this.#redirectTo !== undefined;
  }

  /** Resolves with the reason for an offer, if there is one; the news waits until the offer is answered. */
  async receive(
    result: SignInResult,
    method: SignedInDetail['method'],
    signal: AbortSignal,
  ): Promise<OfferReason | undefined> {
    this.#redirectTo = result.is === 'redirect' ? result.redirectTo : undefined;
    this.#news = signedIn(result, method);
    if (result.is !== 'tokens') return undefined;
    await this.#around.deliver(result.tokens);
    const reason = offerReason(method, result);
    if (!reason) return undefined;
    // They are signed in, whatever goes wrong with an offer.
    const offers = await this.#mayOffer(reason, signal).catch(() => false);
    signal.throwIfAborted();
    return offers ? reason : undefined;
  }

  /** Tells the page, once, and goes where the server said. False when the page keeps the person here. */
  announce(): boolean {
    const news = this.#news;
    this.#news = undefined;
    if (!news || !this.#host.dispatchEvent(news)) return false;
    news.follow();
    return true;
  }

  async #mayOffer(reason: OfferReason, signal: AbortSignal): Promise<boolean> {
    const passkeys = this.#around.passkeys();
    if (!passkeys || (reason === 'password' && (await this.#upgrade(passkeys, signal)))) return false;
    if (!(await canOffer(passkeys, reason, signal))) return false;
    signal.throwIfAborted();
    return this.#host.dispatchEvent(new PasskeyOfferEvent(reason));
  }

  /** Silent creation, where the page switched it on. */
  async #upgrade(passkeys: Passkeys, signal: AbortSignal): Promise<boolean> {
    const made = await passkeys.upgrade({ signal });
    if (made) this.#host.dispatchEvent(new PasskeyAddedEvent(made));
    return made !== undefined;
  }
}

function signedIn(result: SignInResult, method: SignedInDetail['method']): PasskeySignedInEvent {
  if (result.is === 'redirect') {
    const { href } = result.redirectTo;
    return new PasskeySignedInEvent({ method, redirects: true }, () => location.assign(href));
  }
  // The page's form has been posted: the browser is on its way.
  if (result.is === 'redirecting')
    return new PasskeySignedInEvent({ method, redirects: true }, () => undefined);
  const { subject } = result;
  return new PasskeySignedInEvent({ method, redirects: false, ...(subject !== undefined && { subject }) });
}

import type { Passkey, PasskeyList, Passkeys } from '../../../client/types.ts';
import { PasskeyAddedEvent, type OfferReason } from '../../shared/events.ts';
import type { Offer } from '../state.ts';

/** Days before a person who declined an offer gets another one. */
const daysAfterNotNow = 30;

/** After a password, first lets the browser create a passkey silently, if the page has set `upgrade`. */
export async function createOrOffer(
  element: HTMLElement,
  client: Passkeys,
  reason: OfferReason,
  signal: AbortSignal,
): Promise<Offer | undefined> {
  if (reason === 'password') {
    const created = await client.upgrade({ signal });
    if (created && !signal.aborted) {
      element.dispatchEvent(new PasskeyAddedEvent(created));
      return undefined;
    }
  }
  return findOffer(client, reason, signal);
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

import type { Passkey, PasskeyList, Passkeys, SignInResult } from '../../client/types.ts';
import type { OfferReason, SignedInDetail } from '../shared/events.ts';

/** Days for which "Not now" holds. */
const patience = 30;

/** Why a passkey on this device would help after this sign-in, if it would. */
export function offerReason(method: SignedInDetail['method'], result: SignInResult): OfferReason | undefined {
  if (result.is !== 'tokens') return undefined;
  if (method === 'password') return 'password';
  return result.crossDevice ? 'cross-device' : undefined;
}

/** True where a passkey can be made here and now. A list that cannot be read is a reason not to ask. */
export async function canOffer(
  passkeys: Passkeys,
  reason: OfferReason,
  signal: AbortSignal,
): Promise<boolean> {
  if (wasDeclined(passkeys)) return false;
  const { platformAuthenticator } = await passkeys.support();
  if (!platformAuthenticator) return false;
  const list = await passkeys.list({ signal }).catch(() => undefined);
  if (!list || list.mode === 'unavailable' || isFull(list)) return false;
  // What was used here a moment ago sits on the other device.
  return reason === 'cross-device' || !list.passkeys.some(worksHere);
}

const isFull = ({ capacity, passkeys }: PasskeyList): boolean =>
  capacity !== undefined && passkeys.length >= capacity;

const worksHere = ({ usedHere, worksNow }: Passkey): boolean => usedHere && worksNow !== false;

/** A time still to come is of a clock that was ahead: it would hold for as long as the clock was wrong. */
function wasDeclined({ memory: { notNowAt } }: Passkeys): boolean {
  if (notNowAt === undefined) return false;
  const days = (Date.now() / 1000 - notNowAt) / (24 * 60 * 60);
  return days >= 0 && days < patience;
}

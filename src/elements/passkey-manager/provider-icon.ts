/** Which drawing stands for what holds a passkey. A hint for the eye: an AAGUID proves nothing. */
import type { Passkey } from '../../client/types.ts';
import type { ProviderIcon } from './icons.ts';

/** AAGUIDs as their makers publish them (passkeydeveloper/passkey-authenticator-aaguids). */
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

export function providerIcon({ aaguid, transports = [], synced }: Passkey): ProviderIcon {
  const known = aaguid === undefined ? undefined : byAaguid.get(aaguid.toLowerCase());
  if (known !== undefined) return known;
  if (transports.some((transport) => removable.has(transport))) return 'key';
  if (synced === true) return 'cloud';
  if (transports.includes('hybrid')) return 'phone';
  return transports.includes('internal') ? 'laptop' : 'passkey';
}

const removable: ReadonlySet<string> = new Set(['usb', 'nfc', 'ble', 'smart-card']);
